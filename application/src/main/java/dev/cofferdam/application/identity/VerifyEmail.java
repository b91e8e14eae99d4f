package dev.cofferdam.application.identity;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.LetterContent;
import dev.cofferdam.application.identity.port.MailedTokenStore;
import dev.cofferdam.application.identity.port.MailedTokenStore.MailedToken;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.User;
import java.time.Clock;
import java.time.Instant;

/**
 * Takes the token of a letter as the proof that its address is the user's: the one that the account
 * has, or the one that it was to get. When it changes, the old address is told, and links for a new
 * password that went there stop working.
 */
public final class VerifyEmail {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final Transactions transactions;
  private final UserStore users;
  private final MailedTokenStore tokens;
  private final OpaqueTokens opaque;
  private final LetterBox letters;
  private final Clock clock;

  public VerifyEmail(
      Transactions transactions,
      UserStore users,
      MailedTokenStore tokens,
      OpaqueTokens opaque,
      LetterBox letters,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.tokens = tokens;
    this.opaque = opaque;
    this.letters = letters;
    this.clock = clock;
  }

  /**
   * @throws Refusal {@code invalid_token_in_link}, or {@code email_taken} when another account has
   *     got the address meanwhile
   */
  public User execute(String token) {
    TokenHash hash = MailedTokens.hash(opaque, Kind.VERIFY_EMAIL, token);
    return transactions.required(() -> verify(hash, clock.instant()));
  }

  private User verify(TokenHash hash, Instant now) {
    MailedToken token =
        tokens.take(hash, Kind.VERIFY_EMAIL, now).orElseThrow(MailedTokens::unknown);
    User before = users.find(token.user()).orElseThrow(MailedTokens::unknown);
    if (!users.confirmEmail(before.id(), token.email())) {
      throw AccountOpener.taken();
    }
    before
        .email()
        .filter(old -> !old.equals(token.email()))
        .ifPresent(
            old -> {
              tokens.removeAll(before.id(), Kind.RESET_PASSWORD);
              letters.post(old, new LetterContent.EmailChanged(before.name(), token.email(), now));
            });
    return new User(before.id(), token.email(), before.name(), true, before.createdAt());
  }
}
