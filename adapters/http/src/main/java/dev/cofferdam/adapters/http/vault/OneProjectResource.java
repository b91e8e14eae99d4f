package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_EXISTS;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_NOT_FOUND;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.ProjectName;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code …/projects/{project}}: one project as a whole. */
@Path("/api/v1/orgs/{org}/projects/{project}")
@Produces(MediaType.APPLICATION_JSON)
public final class OneProjectResource {
  private final VaultUseCases.Projects projects;

  OneProjectResource(VaultUseCases.Projects projects) {
    this.projects = projects;
  }

  @GET
  @Operation(operationId = "getProject", summary = "A project")
  @Refuses(PROJECT_NOT_FOUND)
  public ProjectView show(
      @Auth Caller caller, @PathParam("org") OrgId org, @PathParam("project") ProjectName project) {
    return ProjectView.of(projects.show().execute(caller.actor(), org, project));
  }

  @PATCH
  @Operation(
      operationId = "updateProject",
      summary = "Rename a project, or describe it in other words")
  @Refuses({PROJECT_NOT_FOUND, PROJECT_EXISTS})
  @Consumes(MediaType.APPLICATION_JSON)
  public ProjectView update(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      UpdateProjectRequest request) {
    return ProjectView.of(projects.update().execute(caller.actor(), request.command(org, project)));
  }

  @DELETE
  @Operation(
      operationId = "deleteProject",
      summary = "Delete a project with all that is in it",
      description = "It can be brought back for 30 days; its name is free.")
  @Refuses(PROJECT_NOT_FOUND)
  public void delete(
      @Auth Caller caller, @PathParam("org") OrgId org, @PathParam("project") ProjectName project) {
    projects.delete().execute(caller.actor(), org, project);
  }

  @POST
  @Operation(
      operationId = "undeleteProject",
      summary = "Bring a deleted project back",
      description =
          "For 30 days, unless its name was given to another. One that is not deleted stays as it"
              + " is.")
  @Refuses({PROJECT_NOT_FOUND, PROJECT_EXISTS})
  @Path("undelete")
  public ProjectView undelete(
      @Auth Caller caller, @PathParam("org") OrgId org, @PathParam("project") ProjectName project) {
    return ProjectView.of(projects.undelete().execute(caller.actor(), org, project));
  }
}
