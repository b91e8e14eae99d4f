package dev.cofferdam.application.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.events.port.EventTrimmer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrimEventsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  @Test
  void removesAllThatIsOlderThanThirtyDaysInPieces() {
    List<Instant> asked = new ArrayList<>();
    EventTrimmer trimmer =
        (before, limit) -> {
          asked.add(before);
          return asked.size() < 3 ? limit : 7;
        };
    new TrimEvents(trimmer, Clock.fixed(NOW, ZoneOffset.UTC)).execute();
    assertThat(asked).hasSize(3).containsOnly(Instant.parse("2026-10-30T12:00:00Z"));
  }
}
