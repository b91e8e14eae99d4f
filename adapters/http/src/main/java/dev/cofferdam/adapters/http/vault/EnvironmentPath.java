package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import jakarta.ws.rs.PathParam;

/** The part of a path that names an environment. */
public final class EnvironmentPath {
  private final Address address;

  public EnvironmentPath(
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment) {
    this.address = new Address(org, project, environment);
  }

  Address address() {
    return address;
  }
}
