package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints without the value. */
record PutSecretRequest(
    @Schema(description = "Up to 64 KiB.", example = "correct horse", requiredMode = REQUIRED)
        @Nullable String value,
    @Schema(
            description =
                "How the value is written: `base64` (RFC 4648, section 4) for bytes that are no text.",
            allowableValues = {"utf-8", "base64"},
            defaultValue = "utf-8",
            example = "utf-8")
        @Nullable String encoding,
    @Schema(
            description = "What people should know of it; empty where it is left out.",
            example = "the shop's",
            maxLength = 1_000)
        @Nullable String note) {
  SecretValue secret() {
    String text = required("value", value);
    String wanted = Objects.requireNonNullElse(encoding, ValueEncoding.UTF_8);
    return switch (wanted) {
      case ValueEncoding.UTF_8 -> SecretValue.ofText(text);
      case ValueEncoding.BASE64 -> SecretValue.of(decode(text));
      default -> throw Refusal.invalid("encoding", "must be utf-8 or base64");
    };
  }

  String noteOrNone() {
    return Objects.requireNonNullElse(note, "");
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw Refusal.invalid("value", "must be base64 (RFC 4648, section 4)");
    }
  }

  @Override
  public String toString() {
    return "PutSecretRequest[[REDACTED]]";
  }
}
