package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_EXISTS;
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
import dev.cofferdam.application.vault.CreateProject;
import dev.cofferdam.application.vault.ListProjects;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Project;
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
import java.net.URI;
import java.util.List;

/** {@code …/projects}: what a team keeps the secrets of. */
@Path("/api/v1/orgs/{org}/projects")
@Produces(MediaType.APPLICATION_JSON)
public final class ProjectResource {
  private final CreateProject createProject;
  private final ListProjects listProjects;
  private final IdempotentAnswers answers;

  ProjectResource(
      CreateProject createProject, ListProjects listProjects, IdempotentAnswers answers) {
    this.createProject = createProject;
    this.listProjects = listProjects;
    this.answers = answers;
  }

  @GET
  @Operation(operationId = "listProjects", summary = "The org's projects, by name")
  @Responds(pageOf = ProjectView.class)
  @Refuses({})
  public Response list(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    List<Project> found =
        listProjects.execute(
            caller.actor(), new ListProjects.Command(org, paging.after().orElse(""), paging.ask()));
    Paging.Page<Project> page = paging.cut(found, project -> project.name().value());
    return paging.answer(new PageView<>(page.views(ProjectView::of), page.next()), page).build();
  }

  @POST
  @Operation(operationId = "createProject", summary = "Create a project")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = ProjectView.class, headers = LOCATION)
  @Refuses(PROJECT_EXISTS)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @Context ContainerRequestContext context,
      CreateProjectRequest request) {
    CreateProject.Command command = request.command(org);
    return answers.once(caller.scope(), context, () -> create(caller, command));
  }

  private Response create(Caller caller, CreateProject.Command command) {
    Project project = createProject.execute(caller.actor(), command);
    return Response.created(
            URI.create("/api/v1/orgs/" + project.org() + "/projects/" + project.name()))
        .entity(ProjectView.of(project))
        .build();
  }
}
