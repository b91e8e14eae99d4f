package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.identity.port.MailedTokenStore.MailedToken;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link MailedTokenStore} promises. */
public abstract class MailedTokenStoreContract extends WorldContract {
  private static final EmailAddress EMAIL = EmailAddress.parse("søren@example.org");

  private UserId user;
  private Instant now;

  @BeforeEach
  public final void makeUser() {
    user = given.user();
    now = given.time();
  }

  @Test
  void givesATokenOutOnce() {
    MailedToken token = token(user, Kind.VERIFY_EMAIL);
    TokenHash hash = add(token);
    assertThat(take(hash, Kind.VERIFY_EMAIL)).contains(token);
    assertThat(take(hash, Kind.VERIFY_EMAIL)).isEmpty();
  }

  @Test
  void givesATokenToOneOfThoseWhoTakeItAtOnce() {
    TokenHash hash = add(token(user, Kind.RESET_PASSWORD));
    List<Future<Optional<MailedToken>>> attempts =
        Stream.generate(() -> elsewhere(() -> take(hash, Kind.RESET_PASSWORD))).limit(4).toList();
    assertThat(attempts.stream().map(WorldContract::outcomeOf).flatMap(Optional::stream))
        .hasSize(1);
  }

  @Test
  void knowsATokenAsOneOfItsKindAlone() {
    TokenHash hash = add(token(user, Kind.VERIFY_EMAIL));
    assertThat(take(hash, Kind.RESET_PASSWORD)).isEmpty();
    assertThat(take(hash, Kind.VERIFY_EMAIL)).isPresent();
    assertThat(take(hash(), Kind.VERIFY_EMAIL)).isEmpty();
  }

  @Test
  void givesNoExpiredTokenOut() {
    TokenHash hash = add(token(user, Kind.VERIFY_EMAIL));
    Instant expiry = now.plusSeconds(3_600);
    assertThat(takeAt(hash, Kind.VERIFY_EMAIL, expiry)).isEmpty();
    assertThat(holds(hash, Kind.VERIFY_EMAIL, expiry)).isFalse();
    assertThat(holds(hash, Kind.RESET_PASSWORD, now)).isFalse();
    assertThat(holds(hash, Kind.VERIFY_EMAIL, expiry.minusSeconds(1))).isTrue();
    assertThat(takeAt(hash, Kind.VERIFY_EMAIL, expiry.minusSeconds(1))).isPresent();
  }

  @Test
  void keepsTheNewestOfAKindForAUser() {
    UserId other = given.user();
    TokenHash first = add(token(user, Kind.VERIFY_EMAIL));
    TokenHash ofOther = add(token(other, Kind.VERIFY_EMAIL));
    TokenHash ofOtherKind = add(token(user, Kind.RESET_PASSWORD));
    TokenHash second = add(token(user, Kind.VERIFY_EMAIL));
    assertThat(take(first, Kind.VERIFY_EMAIL)).isEmpty();
    assertThat(take(second, Kind.VERIFY_EMAIL)).isPresent();
    assertThat(take(ofOther, Kind.VERIFY_EMAIL)).isPresent();
    assertThat(take(ofOtherKind, Kind.RESET_PASSWORD)).isPresent();
  }

  @Test
  void makesAUsersTokensOfAKindUseless() {
    TokenHash verify = add(token(user, Kind.VERIFY_EMAIL));
    TokenHash reset = add(token(user, Kind.RESET_PASSWORD));
    TokenHash ofOther = add(token(given.user(), Kind.RESET_PASSWORD));
    transacting(() -> world.mailedTokens().removeAll(user, Kind.RESET_PASSWORD));
    assertThat(take(reset, Kind.RESET_PASSWORD)).isEmpty();
    assertThat(take(verify, Kind.VERIFY_EMAIL)).isPresent();
    assertThat(take(ofOther, Kind.RESET_PASSWORD)).isPresent();
  }

  @Test
  void removesWhatHasExpiredAndNothingElse() {
    TokenHash hash = add(token(user, Kind.VERIFY_EMAIL));
    transacting(() -> world.mailedTokens().removeExpired(now.plusSeconds(3_599)));
    assertThat(holds(hash, Kind.VERIFY_EMAIL, now)).isTrue();
    transacting(() -> world.mailedTokens().removeExpired(now.plusSeconds(3_600)));
    assertThat(holds(hash, Kind.VERIFY_EMAIL, now)).isFalse();
  }

  @Test
  void isUndoneWithItsTransaction() {
    TokenHash hash = add(token(user, Kind.VERIFY_EMAIL));
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      world.mailedTokens().take(hash, Kind.VERIFY_EMAIL, now);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(take(hash, Kind.VERIFY_EMAIL)).isPresent();
  }

  private boolean holds(TokenHash hash, Kind kind, Instant at) {
    return inTransaction(() -> world.mailedTokens().holds(hash, kind, at));
  }

  private MailedToken token(UserId whose, Kind kind) {
    return new MailedToken(kind, whose, EMAIL, now.plusSeconds(3_600));
  }

  private TokenHash hash() {
    return new TokenHash((given.word() + given.word()).replaceAll("[^0-9a-f]", "0"));
  }

  private TokenHash add(MailedToken token) {
    TokenHash hash = hash();
    transacting(() -> world.mailedTokens().replace(hash, token));
    return hash;
  }

  private Optional<MailedToken> take(TokenHash hash, Kind kind) {
    return takeAt(hash, kind, now);
  }

  private Optional<MailedToken> takeAt(TokenHash hash, Kind kind, Instant at) {
    return inTransaction(() -> world.mailedTokens().take(hash, kind, at));
  }
}
