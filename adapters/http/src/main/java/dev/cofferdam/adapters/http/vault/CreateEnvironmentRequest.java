package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.at;
import static dev.cofferdam.adapters.http.platform.Faults.required;

import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import org.jspecify.annotations.Nullable;

record CreateEnvironmentRequest(@Nullable String name) {
  Address address(OrgId org, ProjectName project) {
    String wanted = required("name", name);
    return new Address(org, project, at("name", () -> new EnvironmentName(wanted)));
  }
}
