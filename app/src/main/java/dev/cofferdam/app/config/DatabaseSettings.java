package dev.cofferdam.app.config;

import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;

/**
 * Three roles of one PostgreSQL database; all empty for the embedded one.
 *
 * @param migrationUrl may be empty where {@code migrate} is run by somebody else
 */
public record DatabaseSettings(
    @NotNull String url, @NotNull String migrationUrl, @NotNull String systemUrl) {
  /** A setting without a value is an empty one, as YAML has it. */
  public DatabaseSettings {
    url = Objects.requireNonNullElse(url, "");
    migrationUrl = Objects.requireNonNullElse(migrationUrl, "");
    systemUrl = Objects.requireNonNullElse(systemUrl, "");
  }

  public boolean embedded() {
    return url.isEmpty() && systemUrl.isEmpty() && migrationUrl.isEmpty();
  }

  @ValidationMethod(
      message =
          "wants both of url and systemUrl (DATABASE_URL, DATABASE_SYSTEM_URL), or none of the three")
  public boolean isWhole() {
    return embedded() || (!url.isEmpty() && !systemUrl.isEmpty());
  }

  /** Without the passwords that the URLs carry. */
  @Override
  public String toString() {
    return "DatabaseSettings[" + (embedded() ? "embedded" : "[REDACTED]") + "]";
  }
}
