package dev.cofferdam.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.world.SequentialIds;
import dev.cofferdam.domain.ids.SessionId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RightsCacheTest {
  private static final Duration ALMOST = RightsCache.FRESH.minusNanos(1);

  private final AtomicLong now = new AtomicLong(-5);
  private final RightsCache cache = new RightsCache(3, now::get);
  private final SequentialIds ids = new SequentialIds();
  private final Revocation revocation = ofSession();

  @Test
  void remembersWhileItHears() {
    cache.heard(now.get());
    keep("a", revocation);
    assertThat(cache.find("a", String.class)).contains("value of a");
    assertThat(cache.find("b", String.class)).isEmpty();
  }

  @Test
  void remembersNothingBeforeItHears() {
    keep("a", revocation);
    cache.heard(now.get());
    assertThat(cache.find("a", String.class)).isEmpty();
  }

  @Test
  void givesNothingAwayASecondAfterItHeardLast() {
    cache.heard(now.get());
    keep("a", revocation);
    pass(ALMOST);
    assertThat(cache.find("a", String.class)).isPresent();
    pass(Duration.ofNanos(1));
    assertThat(cache.find("a", String.class)).isEmpty();
  }

  @Test
  void countsFromTheQuestionAndNotFromTheAnswer() {
    long asked = cache.ticks();
    pass(ALMOST);
    cache.heard(asked);
    keep("a", revocation);
    assertThat(cache.find("a", String.class)).isPresent();
    pass(Duration.ofNanos(1));
    assertThat(cache.find("a", String.class)).isEmpty();
  }

  @Test
  void forgetsWhatWasRevokedAndNothingElse() {
    cache.heard(now.get());
    keep("a", revocation);
    keep("b", ofSession());
    cache.forget(revocation);
    assertThat(cache.find("a", String.class)).isEmpty();
    assertThat(cache.find("b", String.class)).isPresent();
  }

  @Test
  void keepsNothingThatWasLookedUpBeforeARevocation() {
    cache.heard(now.get());
    RightsCache.Look look = cache.look();
    cache.forget(revocation);
    cache.keep(look, "a", "as it was before", Set.of(revocation));
    assertThat(cache.find("a", String.class)).isEmpty();
  }

  @Test
  void keepsNothingOverATimeInWhichItHeardNothing() {
    cache.heard(now.get());
    keep("a", revocation);
    RightsCache.Look look = cache.look();
    cache.deaf();
    cache.heard(now.get());
    cache.keep(look, "b", "as it was before", Set.of(revocation));
    assertThat(cache.find("a", String.class)).isEmpty();
    assertThat(cache.find("b", String.class)).isEmpty();
  }

  @Test
  void asksAnewAfterAMinute() {
    cache.heard(now.get());
    keep("a", revocation);
    pass(RightsCache.MAX_AGE.minusNanos(1));
    cache.heard(now.get());
    assertThat(cache.find("a", String.class)).isPresent();
    pass(Duration.ofNanos(1));
    cache.heard(now.get());
    assertThat(cache.find("a", String.class)).isEmpty();
  }

  @Test
  void letsGoOfWhatWasUsedLeast() {
    cache.heard(now.get());
    keep("a", revocation);
    keep("b", revocation);
    keep("c", revocation);
    assertThat(cache.find("a", String.class)).isPresent();
    keep("d", revocation);
    assertThat(cache.find("b", String.class)).isEmpty();
    assertThat(cache.find("a", String.class)).isPresent();
    assertThat(cache.find("d", String.class)).isPresent();
  }

  private void keep(String key, Revocation endedBy) {
    cache.keep(cache.look(), key, "value of " + key, Set.of(endedBy));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private Revocation ofSession() {
    return new Revocation.OfSession(new SessionId(ids.next()));
  }
}
