package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.EMAIL_NOT_VERIFIED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SERVICE_TOKEN_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.TOO_MANY_SERVICE_TOKENS;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.vault.CreateServiceToken;
import dev.cofferdam.application.vault.DeleteServiceToken;
import dev.cofferdam.application.vault.ListServiceTokens;
import dev.cofferdam.application.vault.ShownServiceToken;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
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

/** {@code …/service-tokens}: an org's tokens for programs. */
@Path("/api/v1/orgs/{org}/service-tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class ServiceTokenResource {
  private final VaultUseCases.ServiceTokens tokens;
  private final IdempotentAnswers answers;

  ServiceTokenResource(VaultUseCases.ServiceTokens tokens, IdempotentAnswers answers) {
    this.tokens = tokens;
    this.answers = answers;
  }

  @GET
  @Operation(operationId = "listServiceTokens", summary = "The org's service tokens, oldest first")
  @Responds(pageOf = ServiceTokenView.class)
  @Refuses({})
  public Response list(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    List<ShownServiceToken> found =
        tokens
            .list()
            .execute(
                caller.actor(),
                new ListServiceTokens.Command(
                    org, paging.after(ServiceTokenId::parse), paging.ask()));
    Paging.Page<ShownServiceToken> page = paging.cut(found, shown -> shown.token().id().toString());
    return paging
        .answer(new PageView<>(page.views(ServiceTokenView::of), page.next()), page)
        .build();
  }

  @POST
  @Operation(
      operationId = "createServiceToken",
      summary = "Create a service token for some environments of a project",
      description =
          "It gets no right that the caller doesn't have. It works in protected environments that it"
              + " names, and stays when its maker leaves.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = NewServiceTokenView.class)
  @Refuses({EMAIL_NOT_VERIFIED, PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, TOO_MANY_SERVICE_TOKENS})
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @Context ContainerRequestContext context,
      CreateServiceTokenRequest request) {
    CreateServiceToken.Command command = request.command(org);
    return answers.once(
        caller.scope(),
        context,
        () ->
            Response.status(Response.Status.CREATED)
                .entity(NewServiceTokenView.of(tokens.create().execute(caller.actor(), command)))
                .build());
  }

  @DELETE
  @Operation(
      operationId = "deleteServiceToken",
      summary = "Delete a service token",
      description = "It stops working at once, for good.")
  @Refuses(SERVICE_TOKEN_NOT_FOUND)
  @Path("{token}")
  public void delete(
      @Auth Caller caller, @PathParam("org") OrgId org, @PathParam("token") ServiceTokenId token) {
    tokens.delete().execute(caller.actor(), new DeleteServiceToken.Command(org, token));
  }
}
