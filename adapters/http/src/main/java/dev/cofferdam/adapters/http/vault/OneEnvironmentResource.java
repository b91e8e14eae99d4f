package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_CYCLE;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_EXISTS;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_HAS_BRANCHES;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_PARENT_DELETED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_TOO_DEEP;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_MATCH_OWN;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_NONE_MATCH;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.ETAG;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.EntityTags;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.vault.DeleteEnvironment;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.application.vault.ShowEnvironment;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code …/envs/{env}}: one environment as a whole. */
@Path("/api/v1/orgs/{org}/projects/{project}/envs/{env}")
@Produces(MediaType.APPLICATION_JSON)
public final class OneEnvironmentResource {
  private static final String BRANCHES = "branches";

  private final VaultUseCases.Environments environments;

  OneEnvironmentResource(VaultUseCases.Environments environments) {
    this.environments = environments;
  }

  @GET
  @Operation(operationId = "getEnvironment", summary = "An environment")
  @Takes(IF_NONE_MATCH)
  @Responds(view = EnvironmentView.class, headers = ETAG)
  @Responds(status = 304, headers = ETAG)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND})
  public Response show(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @Context HttpHeaders headers) {
    ShowEnvironment.Outcome found =
        environments.show().execute(caller.actor(), new Address(org, project, environment));
    String tag = EntityTags.quoted(found.tag());
    return EntityTags.isKnown(headers, tag)
        ? Response.notModified().header(HttpHeaders.ETAG, tag).build()
        : answer(found);
  }

  @PATCH
  @Operation(
      operationId = "updateEnvironment",
      summary = "Rename an environment, protect it, or move it to another parent",
      description =
          "Its branches move with it. Below a protected environment it becomes protected, which"
              + " takes an admin.")
  @Takes(IF_MATCH_OWN)
  @Responds(view = EnvironmentView.class, headers = ETAG)
  @Refuses({
    PROJECT_NOT_FOUND,
    ENVIRONMENT_NOT_FOUND,
    ENVIRONMENT_EXISTS,
    ENVIRONMENT_CYCLE,
    ENVIRONMENT_TOO_DEEP
  })
  @Consumes(MediaType.APPLICATION_JSON)
  public Response update(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @Context HttpHeaders headers,
      UpdateEnvironmentRequest request) {
    return answer(
        environments
            .update()
            .execute(
                caller.actor(),
                request.command(
                    new Address(org, project, environment), EntityTags.ifMatchOwn(headers))));
  }

  @DELETE
  @Operation(
      operationId = "deleteEnvironment",
      summary = "Delete an environment",
      description =
          "It can be brought back for 30 days; its name is free. With branches it is not deleted"
              + " unless `branches` says what becomes of them: `delete` deletes them too, `detach`"
              + " copies into each what it inherits from this environment, and moves it below this"
              + " one's parent.")
  @Parameter(
      name = BRANCHES,
      description = "What becomes of its branches.",
      schema = @Schema(allowableValues = {"delete", "detach"}))
  @Takes(IF_MATCH_OWN)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, ENVIRONMENT_HAS_BRANCHES})
  public void delete(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    environments
        .remove()
        .delete()
        .execute(
            caller.actor(),
            new DeleteEnvironment.Command(
                new Address(org, project, environment),
                branchesOf(Query.of(uri, BRANCHES)),
                EntityTags.ifMatchOwn(headers)));
  }

  private static DeleteEnvironment.Branches branchesOf(Query query) {
    return switch (query.text(BRANCHES).orElse("")) {
      case "" -> DeleteEnvironment.Branches.REFUSE;
      case "delete" -> DeleteEnvironment.Branches.DELETE;
      case "detach" -> DeleteEnvironment.Branches.DETACH;
      default -> throw Refusal.invalid(BRANCHES, "must be delete or detach");
    };
  }

  @POST
  @Operation(
      operationId = "undeleteEnvironment",
      summary = "Bring a deleted environment back",
      description =
          "For 30 days, with the branches that were deleted with it, unless one of the names was"
              + " given to another. One that is not deleted stays as it is.")
  @Responds(view = EnvironmentView.class, headers = ETAG)
  @Refuses({
    PROJECT_NOT_FOUND,
    ENVIRONMENT_NOT_FOUND,
    ENVIRONMENT_EXISTS,
    ENVIRONMENT_PARENT_DELETED,
    ENVIRONMENT_TOO_DEEP
  })
  @Path("undelete")
  public Response undelete(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment) {
    return answer(
        environments
            .remove()
            .undelete()
            .execute(caller.actor(), new Address(org, project, environment)));
  }

  private static Response answer(ShowEnvironment.Outcome found) {
    return Response.ok(EnvironmentView.of(found.environment()))
        .header(HttpHeaders.ETAG, EntityTags.quoted(found.tag()))
        .build();
  }
}
