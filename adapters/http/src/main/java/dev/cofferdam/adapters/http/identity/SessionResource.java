package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.FORBIDDEN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.INVALID_REFRESH_TOKEN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.MALFORMED_TOKEN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SLOW_DOWN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.TOO_MANY_LOGINS;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.WRONG_CREDENTIALS;
import static dev.cofferdam.adapters.http.platform.Faults.required;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.platform.Arrival;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.application.identity.LogIn;
import dev.cofferdam.application.identity.LogOut;
import dev.cofferdam.application.identity.RefreshSession;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/v1/auth}: a session's beginning, renewal and end. */
@Path("/api/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {
  private final LogIn logIn;
  private final RefreshSession refreshSession;
  private final LogOut logOut;

  SessionResource(LogIn logIn, RefreshSession refreshSession, LogOut logOut) {
    this.logIn = logIn;
    this.refreshSession = refreshSession;
    this.logOut = logOut;
  }

  @POST
  @Operation(operationId = "logIn", summary = "Begin a session with e-mail address and password")
  @Refuses({WRONG_CREDENTIALS, SLOW_DOWN, TOO_MANY_LOGINS})
  @Path("login")
  @Consumes(MediaType.APPLICATION_JSON)
  public LoginView logIn(@Context ContainerRequestContext context, LoginRequest request) {
    return LoginView.of(logIn.execute(Arrival.of(context).anonymous(), request.command()));
  }

  @POST
  @Operation(
      operationId = "refreshSession",
      summary = "Get the session's next tokens",
      description =
          "A refresh token works once. One that comes a second time ends its session, since somebody"
              + " has a copy of it.")
  @Refuses({INVALID_REFRESH_TOKEN, MALFORMED_TOKEN})
  @Path("refresh")
  @Consumes(MediaType.APPLICATION_JSON)
  public TokensView refresh(@Context ContainerRequestContext context, RefreshRequest request) {
    String token = required("refresh_token", request.refreshToken());
    return TokensView.of(refreshSession.execute(Arrival.of(context).anonymous(), token));
  }

  @POST
  @Operation(
      operationId = "logOut",
      summary = "End the session",
      description =
          "Keys, tokens and those of other issuers have no session here: that is `forbidden`.")
  @Refuses(FORBIDDEN)
  @Path("logout")
  public void logOut(@Auth Caller caller) {
    logOut.execute(caller.actor());
  }
}
