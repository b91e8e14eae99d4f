package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.application.identity.CreateApiKey;
import dev.cofferdam.application.identity.DeleteApiKey;
import dev.cofferdam.application.identity.EndSession;
import dev.cofferdam.application.identity.ExchangeToken;
import dev.cofferdam.application.identity.ForgotPassword;
import dev.cofferdam.application.identity.ListApiKeys;
import dev.cofferdam.application.identity.ListSessions;
import dev.cofferdam.application.identity.LogIn;
import dev.cofferdam.application.identity.LogOut;
import dev.cofferdam.application.identity.RefreshSession;
import dev.cofferdam.application.identity.ResendVerification;
import dev.cofferdam.application.identity.ResetPassword;
import dev.cofferdam.application.identity.SetNotifications;
import dev.cofferdam.application.identity.ShowNotifications;
import dev.cofferdam.application.identity.VerifyEmail;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.tenancy.ResolveOrg;
import java.util.List;

/** What this feature's routes call. */
public record IdentityUseCases(
    Sessions sessions,
    Passwords passwords,
    Emails emails,
    Notifications notifications,
    ApiKeys apiKeys,
    ExchangeToken exchangeToken,
    AccessTokens accessTokens) {
  /** How sessions begin, go on and end. */
  public record Sessions(
      LogIn logIn, RefreshSession refresh, LogOut logOut, ListSessions list, EndSession end) {}

  /** How forgotten passwords are replaced. */
  public record Passwords(ForgotPassword forgot, ResetPassword reset) {}

  /** How addresses are verified. */
  public record Emails(VerifyEmail verify, ResendVerification resend) {}

  /** Which letters people want. */
  public record Notifications(ShowNotifications show, SetNotifications set) {}

  /** Keys of people for their programs. */
  public record ApiKeys(CreateApiKey create, ListApiKeys list, DeleteApiKey delete) {}

  public List<Object> resources(IdempotentAnswers answers, ResolveOrg resolveOrg) {
    return List.of(
        new SessionResource(sessions.logIn(), sessions.refresh(), sessions.logOut()),
        new OwnSessionResource(sessions.list(), sessions.end()),
        new PasswordResource(passwords),
        new EmailResource(emails),
        new NotificationsResource(notifications),
        new ApiKeyResource(apiKeys, resolveOrg, answers),
        new TokenExchangeResource(exchangeToken, resolveOrg),
        new JwksResource(accessTokens));
  }
}
