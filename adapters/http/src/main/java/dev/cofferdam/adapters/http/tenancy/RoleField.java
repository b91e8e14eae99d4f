package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.platform.Faults.required;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The field {@code role} of requests. */
final class RoleField {
  private static final String NAME = "role";

  private RoleField() {}

  static Role read(@Nullable String value) {
    String code = required(NAME, value);
    return Arrays.stream(Role.values())
        .filter(role -> role.code().equals(code))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid(NAME, "must be owner, admin or member"));
  }
}
