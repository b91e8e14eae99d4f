package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.application.audit.port.Notary;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A JWK set (RFC 7517). */
record AuditKeysView(
    @Schema(description = "The keys; the first one signs, all are good.") List<AuditKey> keys) {
  AuditKeysView {
    keys = List.copyOf(keys);
  }

  /** An Ed25519 key (RFC 8037, section 2). */
  record AuditKey(
      @Schema(description = "The kind of key.", allowableValues = "OKP", example = "OKP")
          String kty,
      @Schema(description = "What it is for.", allowableValues = "sig", example = "sig") String use,
      @Schema(description = "The curve.", allowableValues = "Ed25519", example = "Ed25519")
          String crv,
      @Schema(description = "The key's id.", example = "ak-0a1b2c3d4e5f6071") String kid,
      @Schema(
              description = "The public key.",
              example = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
          String x) {}

  static AuditKeysView of(List<Notary.PublicKey> keys) {
    return new AuditKeysView(
        keys.stream()
            .map(key -> new AuditKey("OKP", "sig", "Ed25519", key.keyId(), key.x()))
            .toList());
  }
}
