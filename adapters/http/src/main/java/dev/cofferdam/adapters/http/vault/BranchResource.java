package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_EXISTS;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_TOO_DEEP;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.OVERLOADED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.PRECONDITION_FAILED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_MATCH_OWN;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.ETAG;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.LOCATION;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.EntityTags;
import dev.cofferdam.adapters.http.platform.Faults;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.vault.CreateEnvironment;
import dev.cofferdam.application.vault.DiffEnvironments;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.application.vault.PromoteEnvironment;
import dev.cofferdam.application.vault.RestoreEnvironment;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code …/envs/{env}/branch, diff, promote, restore}: between environments and times. */
@Path("/api/v1/orgs/{org}/projects/{project}/envs/{env}")
@Produces(MediaType.APPLICATION_JSON)
public final class BranchResource {
  private static final String WITH = "with";

  private final CreateEnvironment createEnvironment;
  private final VaultUseCases.Between between;
  private final IdempotentAnswers answers;

  BranchResource(
      CreateEnvironment createEnvironment,
      VaultUseCases.Between between,
      IdempotentAnswers answers) {
    this.createEnvironment = createEnvironment;
    this.between = between;
    this.answers = answers;
  }

  @POST
  @Operation(
      operationId = "branchEnvironment",
      summary = "Make an environment that inherits from this one",
      description =
          "Later changes of this one show through, until the branch overrides or hides a key. A"
              + " branch of a protected environment is protected, and takes an admin.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = EnvironmentView.class, headers = LOCATION)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, ENVIRONMENT_EXISTS, ENVIRONMENT_TOO_DEEP})
  @Path("branch")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response branch(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @Context ContainerRequestContext context,
      BranchRequest request) {
    CreateEnvironment.Command command = request.command(new Address(org, project, environment));
    return answers.once(
        caller.scope(),
        context,
        () ->
            EnvironmentView.created(
                command.address(), createEnvironment.execute(caller.actor(), command)));
  }

  @GET
  @Operation(
      operationId = "diffEnvironments",
      summary = "In which keys two environments differ",
      description =
          "It takes the right to read all that is in both. Each answer is in the audit trail.")
  @Parameter(
      name = WITH,
      description = "The other environment of the same project.",
      required = true,
      schema = @Schema(type = "string", maxLength = 63))
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, OVERLOADED})
  @Path("diff")
  public DiffView diff(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @Context UriInfo uri) {
    String with = Faults.required(WITH, Query.of(uri, WITH).text(WITH).orElse(null));
    return DiffView.of(
        between
            .diff()
            .execute(
                caller.actor(),
                new DiffEnvironments.Command(
                    new Address(org, project, environment),
                    Faults.at(WITH, () -> new EnvironmentName(with)))));
  }

  @POST
  @Operation(
      operationId = "promoteEnvironment",
      summary = "Make another environment have the same secrets as this one",
      description =
          "As one change of the other: keys are set, and what this one does not have is deleted, or"
              + " hidden where it is inherited. It takes the right to read all of both.")
  @Responds(view = PromotedView.class)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, PRECONDITION_FAILED})
  @Path("promote")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response promote(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      PromoteRequest request) {
    PromoteEnvironment.Outcome outcome =
        between
            .promote()
            .execute(caller.actor(), request.command(new Address(org, project, environment)));
    return Response.ok(PromotedView.of(outcome)).build();
  }

  @POST
  @Operation(
      operationId = "restoreEnvironment",
      summary = "Give an environment the secrets that it had at a time",
      description =
          "As one change, of what the environment itself says of keys: its name, parent and"
              + " protection stay, and so does what it inherits.")
  @Takes(IF_MATCH_OWN)
  @Responds(view = ChangeSecretsView.class, headers = ETAG)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND})
  @Path("restore")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response restore(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @Context HttpHeaders headers,
      RestoreEnvironmentRequest request) {
    RestoreEnvironment.Outcome outcome =
        between
            .restore()
            .execute(
                caller.actor(),
                new RestoreEnvironment.Command(
                    new Address(org, project, environment),
                    request.wanted(),
                    EntityTags.ifMatchOwn(headers)));
    return Response.ok(ChangeSecretsView.of(outcome.environment(), outcome.versions()))
        .header(HttpHeaders.ETAG, EntityTags.of(outcome.environment().version()))
        .build();
  }
}
