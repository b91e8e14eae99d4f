package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.platform.Faults.required;

import dev.cofferdam.application.tenancy.CreateOrg;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record CreateOrgRequest(@Nullable String name, @Nullable String slug) {
  CreateOrg.Command command() {
    return new CreateOrg.Command(
        OrgName.parse(required("name", name)), Optional.ofNullable(slug).map(OrgSlug::new));
  }
}
