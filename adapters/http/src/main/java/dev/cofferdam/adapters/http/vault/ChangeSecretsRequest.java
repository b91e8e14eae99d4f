package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.at;
import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.vault.ChangeSecrets;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.application.vault.Expectation;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prints without the values. */
record ChangeSecretsRequest(
    @Schema(
            description = "What is set, by key; at most 500 keys together with `delete`.",
            example = "{\"A\": {\"value\": \"1\", \"expect\": 3}}")
        @Nullable Map<String, @Nullable SettingRequest> set,
    @Schema(description = "What is deleted, by key.", example = "{\"C\": {\"expect\": 1}}")
        @Nullable Map<String, @Nullable DeletionRequest> delete) {
  /** A value. Prints without it. */
  record SettingRequest(
      @Schema(description = "Up to 64 KiB.", example = "correct horse", requiredMode = REQUIRED)
          @Nullable String value,
      @Schema(
              description =
                  "How the value is written: `base64` (RFC 4648, section 4) for bytes that are no"
                      + " text.",
              allowableValues = {"utf-8", "base64"},
              defaultValue = "utf-8",
              example = "utf-8")
          @Nullable String encoding,
      @Schema(
              description = "What people should know of it; empty where it is left out.",
              example = "the shop's",
              maxLength = 1_000)
          @Nullable String note,
      @Schema(
              description = "The version that the key has to be at; 0 for none. Any if left out.",
              example = "3",
              minimum = "0")
          @Nullable Long expect) {
    ChangeSecrets.Setting setting(String field) {
      PutSecretRequest put = new PutSecretRequest(value, encoding, note);
      Expectation expectation = expectation(field, expect);
      return inside(
          field, () -> new ChangeSecrets.Setting(put.secret(), put.noteOrNone(), expectation));
    }

    private static <T> T inside(String field, Supplier<T> parse) {
      try {
        return parse.get();
      } catch (Refusal refusal) {
        String part = refusal.errors().isEmpty() ? "value" : refusal.errors().get(0).field();
        return at(
            field + "." + part,
            () -> {
              throw refusal;
            });
      }
    }

    @Override
    public String toString() {
      return "SettingRequest[[REDACTED]]";
    }
  }

  /** What is expected of a key before it is deleted. */
  record DeletionRequest(
      @Schema(
              description = "The version that the key has to be at. Any if left out.",
              example = "1",
              minimum = "1")
          @Nullable Long expect) {}

  ChangeSecrets.Command command(Address address, Optional<Long> expected) {
    Map<SecretName, ChangeSecrets.Setting> settings = new HashMap<>();
    if (set != null) {
      requireFew("set", set.size());
      set.forEach(
          (key, setting) ->
              settings.put(
                  name("set." + key, key), required("set." + key, setting).setting("set." + key)));
    }
    Map<SecretName, Expectation> deletions = new HashMap<>();
    if (delete != null) {
      requireFew("delete", delete.size());
      delete.forEach(
          (key, deletion) ->
              deletions.put(
                  name("delete." + key, key),
                  expectation("delete." + key, required("delete." + key, deletion).expect())));
    }
    return new ChangeSecrets.Command(address, settings, deletions, expected);
  }

  private static void requireFew(String field, int keys) {
    if (keys > ChangeSecrets.MAX_KEYS) {
      throw Refusal.invalid(field, "must be at most " + ChangeSecrets.MAX_KEYS + " keys");
    }
  }

  /** Names the key, unless it is none and may be anything. */
  private static SecretName name(String field, String key) {
    return at(
        SecretName.isValid(key) ? field : field.split("\\.", 2)[0], () -> new SecretName(key));
  }

  private static Expectation expectation(String field, @Nullable Long expect) {
    if (expect == null) {
      return new Expectation.Anything();
    }
    if (expect < 0) {
      throw Refusal.invalid(field + ".expect", "must not be negative");
    }
    return expect == 0 ? new Expectation.Absent() : new Expectation.AtVersion(expect);
  }

  @Override
  public String toString() {
    return "ChangeSecretsRequest[[REDACTED]]";
  }
}
