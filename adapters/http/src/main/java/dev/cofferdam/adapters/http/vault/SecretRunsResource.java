package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SECRET_NOT_FOUND;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.application.vault.ListVersionRuns;
import dev.cofferdam.application.vault.VersionFinder;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** {@code GET …/secrets/{key}/runs}: which runs got a version. */
@Path("/api/v1/orgs/{org}/projects/{project}/envs/{env}/secrets/{key}/runs")
@Produces(MediaType.APPLICATION_JSON)
public final class SecretRunsResource {
  static final String VERSION = "version";

  private final ListVersionRuns listRuns;

  SecretRunsResource(ListVersionRuns listRuns) {
    this.listRuns = listRuns;
  }

  @GET
  @Operation(
      operationId = "listSecretRuns",
      summary = "All runs that got a version of a key, the newest first",
      description = "By its name, or within a value that refers to it.")
  @Parameter(
      name = VERSION,
      description = "The version; the newest without it.",
      schema = @Schema(type = "integer", format = "int64", minimum = "1"))
  @Responds(pageOf = VersionRunView.class)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, SECRET_NOT_FOUND})
  public Response list(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @PathParam("key") SecretName key,
      @Context UriInfo uri) {
    Query query = Query.of(uri, Paging.LIMIT, Paging.CURSOR, VERSION);
    Paging paging = Paging.of(uri, query);
    List<RunId> found =
        listRuns.execute(
            caller.actor(),
            new ListVersionRuns.Command(
                new VersionFinder.Wanted(
                    new Address(org, project, environment),
                    key,
                    query.number(VERSION, 1, Long.MAX_VALUE)),
                paging.after(RunId::parse),
                paging.ask()));
    Paging.Page<RunId> page = paging.cut(found, RunId::toString);
    return paging.answer(new PageView<>(page.views(VersionRunView::of), page.next()), page).build();
  }
}
