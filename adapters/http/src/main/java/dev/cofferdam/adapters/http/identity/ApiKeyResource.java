package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.API_KEY_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.ORG_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.TOO_MANY_API_KEYS;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.identity.CreateApiKey;
import dev.cofferdam.application.tenancy.ResolveOrg;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.ids.ApiKeyId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.Optional;

/** {@code /api/v1/me/api-keys}: the caller's keys for programs. */
@Path("/api/v1/me/api-keys")
@Produces(MediaType.APPLICATION_JSON)
public final class ApiKeyResource {
  private final IdentityUseCases.ApiKeys keys;
  private final ResolveOrg resolveOrg;
  private final IdempotentAnswers answers;

  ApiKeyResource(IdentityUseCases.ApiKeys keys, ResolveOrg resolveOrg, IdempotentAnswers answers) {
    this.keys = keys;
    this.resolveOrg = resolveOrg;
    this.answers = answers;
  }

  @GET
  @Operation(operationId = "listApiKeys", summary = "The caller's API keys, the newest first")
  @Responds(pageOf = ApiKeyView.class)
  @Refuses({})
  public Response list(@Auth Caller caller, @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    Optional<String> after = paging.after(ApiKeyId::parse).map(ApiKeyId::toString);
    List<ApiKey> found =
        keys.list().execute(caller.actor()).stream()
            .filter(each -> after.filter(id -> idOf(each).compareTo(id) >= 0).isEmpty())
            .limit(paging.ask())
            .toList();
    Paging.Page<ApiKey> page = paging.cut(found, ApiKeyResource::idOf);
    return paging.answer(new PageView<>(page.views(ApiKeyView::of), page.next()), page).build();
  }

  @POST
  @Operation(
      operationId = "createApiKey",
      summary = "Create an API key for one of the caller's orgs",
      description =
          "It may what its user may there, as far as its scopes go, and ends with the membership."
              + " For people in person: keys and tokens make no keys.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = NewApiKeyView.class)
  @Refuses({ORG_NOT_FOUND, TOO_MANY_API_KEYS})
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Auth Caller caller, @Context ContainerRequestContext context, CreateApiKeyRequest request) {
    caller.actor().requirePerson(); // before anything is said of an org
    CreateApiKey.Command command = request.command(resolveOrg);
    return answers.once(
        caller.scope(),
        context,
        () ->
            Response.status(Response.Status.CREATED)
                .entity(NewApiKeyView.of(keys.create().execute(caller.actor(), command)))
                .build());
  }

  @DELETE
  @Operation(
      operationId = "deleteApiKey",
      summary = "Delete one of the caller's API keys",
      description = "It stops working at once, for good.")
  @Refuses(API_KEY_NOT_FOUND)
  @Path("{key}")
  public void delete(@Auth Caller caller, @PathParam("key") ApiKeyId key) {
    keys.delete().execute(caller.actor(), key);
  }

  private static String idOf(ApiKey key) {
    return key.id().toString();
  }
}
