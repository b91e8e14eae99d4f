package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.identity.port.SessionStore.Found;
import dev.cofferdam.application.identity.port.SessionStore.Session;
import dev.cofferdam.application.identity.port.SessionStore.Use;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    Use later = new Use(now.plusSeconds(9), Optional.of("2001:db8::1"), Optional.of("cli/1.0"));
    transacting(() -> world.sessions().rotate(session.id(), first, second, longer, later));
    Session prolonged = new Session(session.id(), user, session.createdAt(), longer, later);
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
    transacting(
        () ->
            world
                .sessions()
                .rotate(session.id(), first, second, session.expiresAt(), session.lastUse()));
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
              world
                  .sessions()
                  .rotate(session.id(), token, token(), session.expiresAt(), session.lastUse());
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

  @Test
  void listsTheLiveSessionsOfAUserLastUsedFirst() {
    Session first = session(now);
    Session second = session(now.plusSeconds(1));
    Session over = session(now.minus(MONTH).minusSeconds(1));
    Session ended = session(now);
    TokenHash token = add(first);
    List.of(second, over, ended).forEach(this::add);
    transacting(() -> world.sessions().revoke(ended.id(), now));
    assertThat(live()).containsExactly(second, first);
    Use later = use(now.plusSeconds(2));
    transacting(
        () -> world.sessions().rotate(first.id(), token, token(), first.expiresAt(), later));
    assertThat(live()).extracting(Session::id).containsExactly(first.id(), second.id());
    assertThat(live().get(0).lastUse()).isEqualTo(later);
    assertThat(inTransaction(() -> world.sessions().live(given.user(), now))).isEmpty();
  }

  @Test
  void endsAllSessionsOfAUserButOne() {
    Session kept = session(now);
    Session first = session(now);
    Session second = session(now);
    Session over = session(now.minus(MONTH).minusSeconds(1));
    List.of(kept, first, second, over).forEach(this::add);
    Session foreign =
        new Session(new SessionId(given.id()), given.user(), now, now.plus(MONTH), use(now));
    add(foreign);
    List<SessionId> ended =
        inTransaction(() -> world.sessions().revokeAll(user, Optional.of(kept.id()), now));
    assertThat(ended).containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(live()).containsExactly(kept);
    assertThat(isLive(foreign, now)).isTrue();
    assertThat(inTransaction(() -> world.sessions().revokeAll(user, Optional.empty(), now)))
        .containsExactly(kept.id());
    assertThat(live()).isEmpty();
  }

  @Test
  void forgetsWhatHasLongBeenOver() {
    Session live = session(now);
    Session ended = session(now);
    Session expired = session(now.minus(MONTH));
    TokenHash ofLive = add(live);
    TokenHash ofEnded = add(ended);
    TokenHash ofExpired = add(expired);
    transacting(() -> world.sessions().revoke(ended.id(), now));
    transacting(() -> world.sessions().forget(now));
    assertThat(List.of(ofLive, ofEnded, ofExpired)).allMatch(token -> find(token).isPresent());
    transacting(() -> world.sessions().forget(now.plusSeconds(1)));
    assertThat(find(ofLive)).isPresent();
    assertThat(find(ofEnded)).isEmpty();
    assertThat(find(ofExpired)).isEmpty();
  }

  @Test
  void forgetsTokensThatWereExchangedLongAgo() {
    Session session = session(now);
    TokenHash first = add(session);
    TokenHash second = token();
    Use use = new Use(now, Optional.empty(), Optional.empty());
    transacting(() -> world.sessions().rotate(session.id(), first, second, now.plus(MONTH), use));
    transacting(() -> world.sessions().forget(now));
    assertThat(find(first)).map(Found::used).contains(true);
    transacting(() -> world.sessions().forget(now.plusSeconds(1)));
    assertThat(find(first)).isEmpty();
    assertThat(find(second)).map(Found::live).contains(true);
  }

  @Test
  void remembersNothingOfWhereSomebodyCameFromWhenNobodySaid() {
    Session session =
        new Session(
            new SessionId(given.id()),
            user,
            now,
            now.plus(MONTH),
            new Use(now, Optional.empty(), Optional.empty()));
    add(session);
    assertThat(live()).containsExactly(session);
  }

  private List<Session> live() {
    return inTransaction(() -> world.sessions().live(user, now));
  }

  private static Use use(Instant at) {
    return new Use(at, Optional.of("192.0.2.7"), Optional.of("Browser/7 (a system)"));
  }

  private Session session(Instant createdAt) {
    return new Session(
        new SessionId(given.id()), user, createdAt, createdAt.plus(MONTH), use(createdAt));
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
