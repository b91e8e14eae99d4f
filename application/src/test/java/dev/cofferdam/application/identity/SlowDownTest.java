package dev.cofferdam.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.identity.port.AttemptStore.Attempts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SlowDownTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final SlowDown RULE =
      new SlowDown(3, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofHours(1));

  @Test
  void pausesAfterTheFreeAttemptsAndDoublesUpToTheLongest() {
    List<Long> pauses = new ArrayList<>();
    Attempts made = Attempts.none(NOON);
    for (int i = 0; i < 9; i++) {
      Instant opens = RULE.opensAt(made);
      Instant next = opens.isAfter(made.lastAt()) ? opens : made.lastAt();
      pauses.add(Duration.between(made.lastAt(), next).toSeconds());
      made = RULE.after(made, next);
    }
    assertThat(pauses).containsExactly(0L, 0L, 0L, 1L, 2L, 4L, 8L, 10L, 10L);
  }

  @Test
  void letsFreeAttemptsBeAtOnceEvenWhenTheLastWasRoundedUp() {
    Attempts made = new Attempts(2, NOON.plusNanos(1_000), Optional.empty());
    assertThat(RULE.opensAt(made)).isBefore(NOON);
  }

  @Test
  void staysAtTheLongestHoweverManyThereWere() {
    Attempts many = new Attempts(Integer.MAX_VALUE, NOON, Optional.empty());
    assertThat(RULE.opensAt(many)).isEqualTo(NOON.plusSeconds(10));
    assertThat(RULE.after(many, NOON).count()).isPositive();
  }

  @Test
  void forgetsAfterAWhileWithoutAttempts() {
    Attempts many = new Attempts(100, NOON, Optional.of(NOON));
    assertThat(RULE.after(many, NOON.plus(Duration.ofHours(1))).count()).isEqualTo(101);
    Attempts fresh = RULE.after(many, NOON.plus(Duration.ofHours(1)).plusSeconds(1));
    assertThat(fresh.count()).isEqualTo(1);
    assertThat(fresh.succeededAt()).contains(NOON);
  }
}
