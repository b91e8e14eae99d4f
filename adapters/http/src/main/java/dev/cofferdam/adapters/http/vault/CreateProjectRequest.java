package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.at;
import static dev.cofferdam.adapters.http.platform.Faults.required;

import dev.cofferdam.application.vault.CreateProject;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.ProjectName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

record CreateProjectRequest(@Nullable String name, @Nullable String description) {
  CreateProject.Command command(OrgId org) {
    String wanted = required("name", name);
    return new CreateProject.Command(
        org,
        at("name", () -> new ProjectName(wanted)),
        Objects.requireNonNullElse(description, ""));
  }
}
