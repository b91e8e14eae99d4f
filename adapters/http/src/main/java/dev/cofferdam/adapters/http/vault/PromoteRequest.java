package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.at;
import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.application.vault.PromoteEnvironment;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.EnvironmentName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record PromoteRequest(
    @Schema(
            implementation = EnvironmentName.class,
            description = "The environment that is changed.",
            requiredMode = REQUIRED)
        @Nullable String to,
    @Schema(
            description = "The version that it has to be at. Any if left out.",
            example = "17",
            minimum = "0")
        @Nullable Long expect) {
  PromoteEnvironment.Command command(Address address) {
    String wanted = required("to", to);
    if (expect != null && expect < 0) {
      throw Refusal.invalid("expect", "must not be negative");
    }
    return new PromoteEnvironment.Command(
        address, at("to", () -> new EnvironmentName(wanted)), Optional.ofNullable(expect));
  }
}
