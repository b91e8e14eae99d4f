package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.at;
import static dev.cofferdam.adapters.http.platform.Faults.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cofferdam.application.vault.CreateEnvironment;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import org.jspecify.annotations.Nullable;

record CreateEnvironmentRequest(
    @Nullable String name, @JsonProperty("protected") @Nullable Boolean isProtected) {
  CreateEnvironment.Command command(OrgId org, ProjectName project) {
    String wanted = required("name", name);
    Address address = new Address(org, project, at("name", () -> new EnvironmentName(wanted)));
    return new CreateEnvironment.Command(address, Boolean.TRUE.equals(isProtected));
  }
}
