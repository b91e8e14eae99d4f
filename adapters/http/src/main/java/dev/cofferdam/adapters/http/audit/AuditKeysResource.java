package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.application.audit.ShowAuditKeys;
import dev.cofferdam.domain.access.Actor;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * {@code /.well-known/audit-keys.json}: the keys that checkpoints are checked with. They are not
 * among those of access tokens, so that nobody takes the one for the other.
 */
@Path("/.well-known/audit-keys.json")
public final class AuditKeysResource {
  private static final Actor ANYBODY = new Actor.Anonymous(Actor.Origin.INSIDE);

  private final ShowAuditKeys showAuditKeys;

  AuditKeysResource(ShowAuditKeys showAuditKeys) {
    this.showAuditKeys = showAuditKeys;
  }

  @GET
  @Operation(
      operationId = "getAuditKeys",
      summary = "The keys that audit checkpoints are checked with",
      description = "A JWK set (RFC 7517) of Ed25519 keys (RFC 8037).")
  @Responds(view = AuditKeysView.class)
  @Refuses({})
  @Produces(MediaType.APPLICATION_JSON)
  public Response keys() {
    return Response.ok(AuditKeysView.of(showAuditKeys.execute(ANYBODY)))
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .build();
  }
}
