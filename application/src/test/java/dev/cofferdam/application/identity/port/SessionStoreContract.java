package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.identity.port.SessionStore.Found;
import dev.cofferdam.application.identity.port.SessionStore.Session;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link SessionStore} promises. */
public abstract class SessionStoreContract extends WorldContract {
  private static final Duration MONTH = Duration.ofDays(30);

  private UserId user;
  private Instant now;

  @BeforeEach
  public final void makeUser() {
    user = given.user();
    now = given.time();
  }

  @Test
  void findsASessionByItsToken() {
    Session session = session(now);
    TokenHash token = add(session);
    assertThat(find(token)).contains(new Found(session, true, false));
  }

  @Test
  void knowsNoOtherToken() {
    add(session(now));
    assertThat(find(token())).isEmpty();
  }

  @Test
  void knowsALiveSession() {
    Session session = session(now);
    add(session);
    assertThat(isLive(session, now)).isTrue();
    assertThat(isLive(session, now.plus(MONTH).minusSeconds(1))).isTrue();
    assertThat(isLive(session, now.plus(MONTH).plusSeconds(1))).isFalse();
    assertThat(isLive(session(now), now)).as("never stored").isFalse();
  }

  @Test
  void findsAnExpiredSessionDead() {
    Session session = session(now.minus(MONTH).minusSeconds(60));
    TokenHash token = add(session);
    assertThat(find(token)).contains(new Found(session, false, false));
  }

  @Test
  void exchangesATokenForItsSuccessor() {
    Session session = session(now);
    TokenHash first = add(session);
    TokenHash second = token();
    Instant longer = now.plus(MONTH).plusSeconds(3_600);
    transacting(() -> world.sessions().rotate(session.id(), first, second, longer));
    Session prolonged = new Session(session.id(), user, session.createdAt(), longer);
    assertThat(find(first)).contains(new Found(prolonged, true, true));
    assertThat(find(second)).contains(new Found(prolonged, true, false));
    assertThat(isLive(session, longer.minusSeconds(1))).isTrue();
    assertThat(isLive(session, longer.plusSeconds(1))).isFalse();
  }

  @Test
  void endsASessionWithAllItsTokens() {
    Session session = session(now);
    TokenHash first = add(session);
    TokenHash second = token();
    Session untouched = session(now);
    TokenHash other = add(untouched);
    transacting(() -> world.sessions().rotate(session.id(), first, second, session.expiresAt()));
    transacting(() -> world.sessions().revoke(session.id(), now));
    assertThat(find(first)).contains(new Found(session, false, true));
    assertThat(find(second)).contains(new Found(session, false, false));
    assertThat(isLive(session, now.plusSeconds(1))).isFalse();
    assertThat(find(other)).contains(new Found(untouched, true, false));
    assertThat(isLive(untouched, now)).isTrue();
  }

  @Test
  void endsASessionTwiceWithoutAnError() {
    Session session = session(now);
    add(session);
    transacting(() -> world.sessions().revoke(session.id(), now));
    transacting(() -> world.sessions().revoke(session.id(), now.plusSeconds(5)));
    assertThat(isLive(session, now.plusSeconds(10))).isFalse();
  }

  @Test
  void keepsOthersFromATokenUntilTheTransactionsEnd() {
    Session session = session(now);
    TokenHash token = add(session);
    Future<Optional<Found>> second =
        inTransaction(
            () -> {
              world.sessions().findForUse(token);
              Future<Optional<Found>> waiting = elsewhere(() -> find(token));
              assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                  .isInstanceOf(TimeoutException.class);
              world.sessions().rotate(session.id(), token, token(), session.expiresAt());
              return waiting;
            });
    assertThat(outcomeOf(second).map(Found::used)).contains(true);
  }

  @Test
  void refusesToWriteOutsideOfATransaction() {
    Session session = session(now);
    assertThatThrownBy(() -> world.sessions().add(session, token()))
        .isInstanceOf(RuntimeException.class);
    assertThat(isLive(session, now)).isFalse();
  }

  private Session session(Instant createdAt) {
    return new Session(new SessionId(given.id()), user, createdAt, createdAt.plus(MONTH));
  }

  private TokenHash token() {
    return new TokenHash((given.word() + given.word()).replaceAll("[^0-9a-f]", "0"));
  }

  private TokenHash add(Session session) {
    TokenHash token = token();
    transacting(() -> world.sessions().add(session, token));
    return token;
  }

  private Optional<Found> find(TokenHash token) {
    return inTransaction(() -> world.sessions().findForUse(token));
  }

  private boolean isLive(Session session, Instant at) {
    return inTransaction(() -> world.sessions().isLive(session.id(), at));
  }
}
