package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.application.identity.ShowMe;
import dev.cofferdam.application.tenancy.ListOrgs;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/v1/me}: the caller's own account. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {
  private final ShowMe showMe;
  private final ListOrgs listOrgs;

  MeResource(ShowMe showMe, ListOrgs listOrgs) {
    this.showMe = showMe;
    this.listOrgs = listOrgs;
  }

  @GET
  @Operation(operationId = "getMe", summary = "The caller's account, orgs and credential")
  @Refuses({})
  public MeView show(@Auth Caller caller) {
    return MeView.of(
        showMe.execute(caller.actor()), listOrgs.execute(caller.actor()), caller.actor());
  }
}
