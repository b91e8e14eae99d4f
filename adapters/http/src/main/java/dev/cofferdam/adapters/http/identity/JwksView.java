package dev.cofferdam.adapters.http.identity;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A JWK set (RFC 7517) of ours. The port writes it; here is how it looks. */
record JwksView(@Schema(description = "The keys, by which one `kid` tells them.") List<Jwk> keys) {
  /** A key on P-256 (RFC 7518, section 6.2). */
  record Jwk(
      @Schema(description = "The kind of key.", allowableValues = "EC", example = "EC") String kty,
      @Schema(description = "What it is for.", allowableValues = "sig", example = "sig") String use,
      @Schema(description = "The curve.", allowableValues = "P-256", example = "P-256") String crv,
      @Schema(description = "The key's id.", example = "k1") String kid,
      @Schema(
              description = "The point's x.",
              example = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")
          String x,
      @Schema(
              description = "The point's y.",
              example = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")
          String y,
      @Schema(description = "The algorithm.", allowableValues = "ES256", example = "ES256")
          String alg) {}
}
