package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.vault.FindSecrets;
import dev.cofferdam.application.vault.port.SecretStore.Spot;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
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
import java.util.UUID;

/** {@code GET …/secrets}: an org's keys, wherever they are. */
@Path("/api/v1/orgs/{org}/secrets")
@Produces(MediaType.APPLICATION_JSON)
public final class OrgSecretsResource {
  private static final String QUERY = "query";

  private final FindSecrets findSecrets;

  OrgSecretsResource(FindSecrets findSecrets) {
    this.findSecrets = findSecrets;
  }

  @GET
  @Operation(
      operationId = "findSecrets",
      summary = "An org's keys whose names contain a text, without their values",
      description =
          "Each key is told where it has a value of its own, not where it is inherited; by key, and"
              + " only where the caller may use the environment.")
  @Parameter(
      name = QUERY,
      description = "What the names contain, in any case; all keys without it.",
      schema = @Schema(type = "string", pattern = "[A-Za-z0-9_]*", maxLength = 255))
  @Responds(pageOf = FoundSecretView.class)
  @Refuses({})
  public Response find(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Query query = Query.of(uri, Paging.LIMIT, Paging.CURSOR, QUERY);
    Paging paging = Paging.of(uri, query);
    List<FindSecrets.Found> found =
        findSecrets.execute(
            caller.actor(),
            new FindSecrets.Command(
                org,
                query.text(QUERY).orElse(""),
                paging.after(OrgSecretsResource::spot),
                paging.ask()));
    Paging.Page<FindSecrets.Found> page = paging.cut(found, OrgSecretsResource::cursor);
    return paging
        .answer(new PageView<>(page.views(FoundSecretView::of), page.next()), page)
        .build();
  }

  /** No name has a dot in it. */
  private static String cursor(FindSecrets.Found found) {
    SecretPlace place = found.version().place();
    return place.name() + "." + place.environment();
  }

  private static Optional<Spot> spot(String cursor) {
    int dot = cursor.indexOf('.');
    if (dot < 0 || !SecretName.isValid(cursor.substring(0, dot))) {
      return Optional.empty();
    }
    try {
      UUID environment = UUID.fromString(cursor.substring(dot + 1));
      return Optional.of(
          new Spot(new SecretName(cursor.substring(0, dot)), new EnvironmentId(environment)));
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }
}
