package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.NO_PASSWORD;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.ORG_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SLOW_DOWN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.TOO_MANY_LOGINS;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.WRONG_PASSWORD;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.application.identity.ChangeAccount;
import dev.cofferdam.application.tenancy.ShowCaller;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/v1/me}: the caller's own account. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {
  private final ShowCaller showCaller;
  private final ChangeAccount changeAccount;

  MeResource(ShowCaller showCaller, ChangeAccount changeAccount) {
    this.showCaller = showCaller;
    this.changeAccount = changeAccount;
  }

  @GET
  @Operation(operationId = "getMe", summary = "The caller's account, orgs and credential")
  @Refuses(ORG_NOT_FOUND)
  public MeView show(@Auth Caller caller) {
    return MeView.of(showCaller.execute(caller.actor()), caller.actor());
  }

  @PATCH
  @Operation(
      operationId = "changeMe",
      summary = "Change the caller's name, e-mail address or password",
      description =
          "Another address becomes the account's when the letter to it is answered. A new password"
              + " ends all other sessions.")
  @Refuses({NO_PASSWORD, WRONG_PASSWORD, SLOW_DOWN, TOO_MANY_LOGINS})
  @Consumes(MediaType.APPLICATION_JSON)
  public MeView change(@Auth Caller caller, ChangeMeRequest request) {
    changeAccount.execute(caller.actor(), request.command());
    return show(caller);
  }
}
