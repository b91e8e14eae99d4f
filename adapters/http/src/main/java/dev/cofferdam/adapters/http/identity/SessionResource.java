package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.platform.Faults.required;

import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.application.identity.LogIn;
import dev.cofferdam.application.identity.LogOut;
import dev.cofferdam.application.identity.RefreshSession;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
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
  @Path("login")
  @Consumes(MediaType.APPLICATION_JSON)
  public LoginView logIn(LoginRequest request) {
    return LoginView.of(logIn.execute(request.command()));
  }

  @POST
  @Path("refresh")
  @Consumes(MediaType.APPLICATION_JSON)
  public TokensView refresh(RefreshRequest request) {
    String token = required("refresh_token", request.refreshToken());
    return TokensView.of(refreshSession.execute(token));
  }

  @POST
  @Path("logout")
  public void logOut(@Auth Caller caller) {
    logOut.execute(caller.actor());
  }
}
