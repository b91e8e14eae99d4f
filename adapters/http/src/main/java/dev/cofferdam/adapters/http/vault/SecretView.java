package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.RevealedSecret;
import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A secret with its value in clear. Prints without it.
 *
 * @param encoding {@code utf-8}, or {@code base64} for bytes that are no text
 * @param inheritedFrom the environment that the value lives in, where it is another
 */
record SecretView(
    String key,
    String value,
    String encoding,
    long version,
    String note,
    Optional<String> inheritedFrom,
    Instant updatedAt) {
  static SecretView of(RevealedSecret secret) {
    SecretVersion version = secret.version();
    Optional<String> text = secret.value().revealText();
    return new SecretView(
        version.place().name().value(),
        text.orElseGet(() -> Base64.getEncoder().encodeToString(secret.value().reveal())),
        text.isPresent() ? ValueEncoding.UTF_8 : ValueEncoding.BASE64,
        version.place().version(),
        version.note(),
        Optional.empty(),
        version.updatedAt());
  }

  @Override
  public String toString() {
    return "SecretView[" + key + "@" + version + "]";
  }
}
