package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.EXCHANGE_REFUSED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.EXPIRED_TOKEN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.INVALID_TOKEN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.ISSUER_UNAVAILABLE;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.platform.Arrival;
import dev.cofferdam.application.identity.ExchangeToken;
import dev.cofferdam.application.tenancy.ResolveOrg;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/v1/auth/token-exchange}: short tokens for the jobs of CI systems. */
@Path("/api/v1/auth/token-exchange")
@Produces(MediaType.APPLICATION_JSON)
public final class TokenExchangeResource {
  private final ExchangeToken exchangeToken;
  private final ResolveOrg resolveOrg;

  TokenExchangeResource(ExchangeToken exchangeToken, ResolveOrg resolveOrg) {
    this.exchangeToken = exchangeToken;
    this.resolveOrg = resolveOrg;
  }

  @POST
  @Operation(
      operationId = "exchangeToken",
      summary = "Exchange a CI job's token for a short service token",
      description =
          "Named as in RFC 8693. The token lives for 15 minutes at most, and never longer than the"
              + " job's token or the service token. A job's token may be exchanged again.")
  @Refuses({EXCHANGE_REFUSED, INVALID_TOKEN, EXPIRED_TOKEN, ISSUER_UNAVAILABLE})
  @Consumes(MediaType.APPLICATION_JSON)
  public ExchangedTokenView exchange(
      @Context ContainerRequestContext context, TokenExchangeRequest request) {
    return ExchangedTokenView.of(
        exchangeToken.execute(Arrival.of(context).anonymous(), request.command(resolveOrg)));
  }
}
