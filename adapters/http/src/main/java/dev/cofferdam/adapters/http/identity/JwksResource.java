package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.application.identity.port.AccessTokens;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /.well-known/jwks.json}: the keys that our access tokens are checked with. */
@Path("/.well-known/jwks.json")
public final class JwksResource {
  private final AccessTokens tokens;

  JwksResource(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @GET
  @Operation(
      operationId = "getJwks",
      summary = "The keys that access tokens are checked with",
      description = "A JWK set (RFC 7517).")
  @Responds(view = JwksView.class)
  @Refuses({})
  @Produces(MediaType.APPLICATION_JSON)
  public Response keys() {
    return Response.ok(tokens.publicKeys())
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .build();
  }
}
