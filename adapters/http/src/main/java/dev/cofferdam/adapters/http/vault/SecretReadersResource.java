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
import dev.cofferdam.application.vault.ListVersionReaders;
import dev.cofferdam.application.vault.VersionFinder;
import dev.cofferdam.application.vault.port.VersionReaders.Reader;
import dev.cofferdam.application.vault.port.VersionReaders.Who;
import dev.cofferdam.domain.ids.OrgId;
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
import java.util.Optional;

/** {@code GET …/secrets/{key}/readers}: who read a version. */
@Path("/api/v1/orgs/{org}/projects/{project}/envs/{env}/secrets/{key}/readers")
@Produces(MediaType.APPLICATION_JSON)
public final class SecretReadersResource {
  static final String VERSION = "version";

  private final ListVersionReaders listReaders;

  SecretReadersResource(ListVersionReaders listReaders) {
    this.listReaders = listReaders;
  }

  @GET
  @Operation(
      operationId = "listSecretReaders",
      summary = "All who read a version of a key",
      description =
          "By name, within a value that refers to it, or with all of an environment; as far back as"
              + " the audit trail goes.")
  @Parameter(
      name = VERSION,
      description = "The version; the newest without it.",
      schema = @Schema(type = "integer", format = "int64", minimum = "1"))
  @Responds(pageOf = SecretHistoryView.ReaderView.class)
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
    List<Reader> found =
        listReaders.execute(
            caller.actor(),
            new ListVersionReaders.Command(
                new VersionFinder.Wanted(
                    new Address(org, project, environment),
                    key,
                    query.number(VERSION, 1, Long.MAX_VALUE)),
                paging.after(SecretReadersResource::who),
                paging.ask()));
    Paging.Page<Reader> page = paging.cut(found, each -> each.kind() + "." + each.id());
    return paging
        .answer(new PageView<>(page.views(SecretHistoryView.ReaderView::of), page.next()), page)
        .build();
  }

  private static Optional<Who> who(String cursor) {
    int dot = cursor.indexOf('.');
    return dot < 1
        ? Optional.empty()
        : Optional.of(new Who(cursor.substring(0, dot), cursor.substring(dot + 1)));
  }
}
