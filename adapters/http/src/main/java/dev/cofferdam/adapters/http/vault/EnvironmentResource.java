package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_EXISTS;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_TOO_DEEP;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.LOCATION;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.vault.CreateEnvironment;
import dev.cofferdam.application.vault.ListEnvironments;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.ProjectName;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** {@code …/projects/{project}/envs}: a project's sets of secrets. */
@Path("/api/v1/orgs/{org}/projects/{project}/envs")
@Produces(MediaType.APPLICATION_JSON)
public final class EnvironmentResource {
  private final CreateEnvironment createEnvironment;
  private final ListEnvironments listEnvironments;
  private final IdempotentAnswers answers;

  EnvironmentResource(
      CreateEnvironment createEnvironment,
      ListEnvironments listEnvironments,
      IdempotentAnswers answers) {
    this.createEnvironment = createEnvironment;
    this.listEnvironments = listEnvironments;
    this.answers = answers;
  }

  @GET
  @Operation(operationId = "listEnvironments", summary = "A project's environments, by name")
  @Responds(pageOf = EnvironmentView.class)
  @Refuses(PROJECT_NOT_FOUND)
  public Response list(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    List<Environment> found =
        listEnvironments.execute(
            caller.actor(),
            new ListEnvironments.Command(org, project, paging.after().orElse(""), paging.ask()));
    Paging.Page<Environment> page = paging.cut(found, each -> each.name().value());
    return paging
        .answer(new PageView<>(page.views(EnvironmentView::of), page.next()), page)
        .build();
  }

  @POST
  @Operation(operationId = "createEnvironment", summary = "Create an environment")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = EnvironmentView.class, headers = LOCATION)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, ENVIRONMENT_EXISTS, ENVIRONMENT_TOO_DEEP})
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @Context ContainerRequestContext context,
      CreateEnvironmentRequest request) {
    CreateEnvironment.Command command = request.command(org, project);
    return answers.once(caller.scope(), context, () -> create(caller, command));
  }

  private Response create(Caller caller, CreateEnvironment.Command command) {
    return EnvironmentView.created(
        command.address(), createEnvironment.execute(caller.actor(), command));
  }
}
