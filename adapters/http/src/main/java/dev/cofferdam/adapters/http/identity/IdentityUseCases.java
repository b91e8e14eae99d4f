package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.application.identity.LogIn;
import dev.cofferdam.application.identity.LogOut;
import dev.cofferdam.application.identity.RefreshSession;
import dev.cofferdam.application.identity.VerifyEmail;
import dev.cofferdam.application.identity.port.AccessTokens;
import java.util.List;

/** What this feature's routes call. */
public record IdentityUseCases(
    LogIn logIn,
    RefreshSession refreshSession,
    LogOut logOut,
    VerifyEmail verifyEmail,
    AccessTokens accessTokens) {
  public List<Object> resources() {
    return List.of(
        new SessionResource(logIn, refreshSession, logOut),
        new EmailResource(verifyEmail),
        new JwksResource(accessTokens));
  }
}
