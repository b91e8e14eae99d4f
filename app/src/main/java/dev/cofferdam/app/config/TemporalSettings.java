package dev.cofferdam.app.config;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;

/**
 * @param address {@code host:port}; empty for the embedded server
 */
public record TemporalSettings(
    @Pattern(regexp = "|[^:\\s]+:\\d{1,5}", message = "must be host:port") String address,
    @NotBlank String namespace) {
  /** A setting without a value is an empty one, as YAML has it. */
  public TemporalSettings {
    address = Objects.requireNonNullElse(address, "");
  }

  public boolean embedded() {
    return address.isEmpty();
  }
}
