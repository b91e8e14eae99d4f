package dev.cofferdam.application.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.runs.port.LogBell.Listening;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.ids.Uuid7;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LocalLogBellTest {
  private final LocalLogBell bell = new LocalLogBell();
  private final RunId run = new RunId(Uuid7.of(1, new UUID(1, 1)));
  private final RunId other = new RunId(Uuid7.of(2, new UUID(2, 2)));
  private final List<String> heard = new ArrayList<>();

  @Test
  void wakesEverybodyWhoListensToTheRunAndNobodyElse() {
    bell.listen(run, () -> heard.add("a"));
    bell.listen(run, () -> heard.add("b"));
    bell.listen(other, () -> heard.add("c"));
    bell.ring(run);
    assertThat(heard).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void isSilentForWhoHasClosed() {
    Listening a = bell.listen(run, () -> heard.add("a"));
    bell.listen(run, () -> heard.add("b"));
    a.close();
    a.close();
    bell.ring(run);
    assertThat(heard).containsExactly("b");
  }

  @Test
  void letsListenersCloseWhileItRings() {
    List<Listening> places = new ArrayList<>();
    places.add(bell.listen(run, () -> places.get(0).close()));
    bell.ring(run);
    places.add(bell.listen(run, () -> heard.add("again")));
    bell.ring(run);
    assertThat(heard).containsExactly("again");
  }
}
