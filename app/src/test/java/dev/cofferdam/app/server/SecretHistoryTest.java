package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The judge of histories finds what is wrong in some that were made up. */
final class SecretHistoryTest {
  private final SecretHistory history = new SecretHistory();

  @Test
  void takesWhatCanHaveBeen() {
    write("one", 0, 10, 1);
    write("two", 5, 20, 2);
    read("during", 6, 8, 0);
    read("of one", 11, 19, 1);
    read("of two, early", 12, 30, 2);
    write("lost", 25, SecretHistory.NEVER, 3);
    read("of lost", 40, 41, 3);
    assertThat(history.anomalies(3)).isEmpty();
  }

  @Test
  void findsAStaleRead() {
    write("one", 0, 10, 1);
    write("two", 11, 20, 2);
    read("stale", 21, 30, 1);
    assertThat(history.anomalies(2)).hasSize(1).first().asString().startsWith("stale");
  }

  @Test
  void findsAReadThatGoesBack() {
    write("one", 0, 10, 1);
    write("two", 5, 100, 2);
    read("of two", 20, 30, 2);
    read("of one again", 31, 40, 1);
    assertThat(history.anomalies(2)).hasSize(1);
  }

  @Test
  void findsAWriteThatCameBeforeItsCall() {
    write("two", 0, 10, 2);
    write("one", 20, 30, 1);
    assertThat(history.anomalies(2)).hasSize(1);
  }

  @Test
  void findsARefusalForWhatWasNeverSo() {
    write("one", 0, 10, 1);
    history.add(new SecretHistory.Operation("refused", 20, 30, false, version -> version == 0));
    assertThat(history.anomalies(1)).hasSize(1);
  }

  private void write(String what, long start, long end, long made) {
    history.add(new SecretHistory.Operation(what, start, end, true, version -> version == made));
  }

  private void read(String what, long start, long end, long seen) {
    history.add(new SecretHistory.Operation(what, start, end, false, version -> version == seen));
  }
}
