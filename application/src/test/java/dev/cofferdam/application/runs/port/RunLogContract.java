package dev.cofferdam.application.runs.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.Receipt;
import dev.cofferdam.domain.runs.RunStatus;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link RunLog} promises. */
public abstract class RunLogContract extends WorldContract {
  private OrgId org;
  private RunId run;

  @BeforeEach
  public final void makeRun() {
    org = given.org();
    run = given.run(org, "true");
  }

  @Test
  void isEmptyAtFirst() {
    RunLog.Slice slice = slice(0, 100);
    assertThat(bytes(slice)).isEmpty();
    assertThat(slice.length()).isZero();
    assertThat(slice.ended()).isFalse();
  }

  @Test
  void readsWhatWasAppended() {
    assertThat(put(0, 1, 2, 3)).isTrue();
    assertThat(put(3, 4)).isTrue();
    assertThat(put(4, 0, -1)).isTrue();
    assertThat(bytes(slice(0, 100))).containsExactly(1, 2, 3, 4, 0, -1);
    assertThat(slice(0, 100).length()).isEqualTo(6);
  }

  @Test
  void readsFromAnyOffsetUpToALimit() {
    put(0, 0, 1, 2, 3);
    put(4, 4, 5);
    put(6, 6, 7, 8, 9);
    for (int offset = 0; offset <= 10; offset++) {
      for (int limit = 1; limit <= 11; limit++) {
        byte[] expected = new byte[Math.min(limit, 10 - offset)];
        for (int i = 0; i < expected.length; i++) {
          expected[i] = (byte) (offset + i);
        }
        RunLog.Slice slice = slice(offset, limit);
        assertThat(bytes(slice)).as("%d bytes from %d", limit, offset).isEqualTo(expected);
        assertThat(slice.length()).isEqualTo(10);
      }
    }
  }

  @Test
  void hasNothingPastTheEnd() {
    put(0, 1, 2);
    assertThat(bytes(slice(3, 10))).isEmpty();
    assertThat(bytes(slice(Long.MAX_VALUE, 10))).isEmpty();
    assertThat(slice(Long.MAX_VALUE, 10).length()).isEqualTo(2);
  }

  @Test
  void refusesAWrongOffsetAndWritesNothing() {
    put(0, 1, 2, 3);
    assertThat(put(0, 9)).isFalse();
    assertThat(put(2, 9)).isFalse();
    assertThat(put(4, 9)).isFalse();
    assertThat(bytes(slice(0, 100))).containsExactly(1, 2, 3);
    assertThat(put(3, 4)).isTrue();
  }

  @Test
  void goesOnInTheTransactionAfterAWrongOffset() {
    put(0, 1);
    boolean mended =
        append(
            org,
            () ->
                !world.runLog().append(org, run, 0, new byte[] {9})
                    && world.runLog().append(org, run, 1, new byte[] {2}));
    assertThat(mended).isTrue();
    assertThat(bytes(slice(0, 100))).containsExactly(1, 2);
  }

  @Test
  void appendsNothingWithoutHarm() {
    assertThat(put(0)).isTrue();
    assertThat(put(0)).isTrue();
    assertThat(put(0, 1)).isTrue();
    assertThat(put(1)).isTrue();
    assertThat(bytes(slice(0, 100))).containsExactly(1);
  }

  @Test
  void tellsTheRunHowLongItsLogIs() {
    put(0, 1, 2, 3);
    put(3, 4);
    assertThat(read(org, () -> world.runs().find(org, run).orElseThrow().logLength())).isEqualTo(4);
  }

  @Test
  void keepsLargePieces() {
    byte[] large = new byte[1 << 20];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) ((i * 31) >> 3);
    }
    assertThat(append(org, () -> world.runLog().append(org, run, 0, large))).isTrue();
    assertThat(bytes(slice(0, large.length))).isEqualTo(large);
    assertThat(bytes(slice(700_000, 1_000))).isEqualTo(Arrays.copyOfRange(large, 700_000, 701_000));
  }

  @Test
  void saysWhenNothingWillFollow() {
    put(0, 1);
    Ending ending =
        new Ending(
            RunStatus.CANCELED,
            Optional.of(FailureReason.CANCELED),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Receipt.NOTHING,
            List.of());
    change(org, () -> world.runs().end(org, run, ending, given.time()));
    assertThat(slice(0, 100).ended()).isTrue();
    assertThat(bytes(slice(0, 100))).containsExactly(1);
  }

  @Test
  void knowsNoLogOfAnUnknownRun() {
    RunId unknown = new RunId(given.id());
    assertThat(read(org, () -> world.runLog().read(org, unknown, 0, 10))).isEmpty();
  }

  @Test
  void keepsTheLogsOfRunsApart() {
    RunId second = given.run(org, "true");
    put(0, 1);
    assertThat(append(org, () -> world.runLog().append(org, second, 0, new byte[] {2}))).isTrue();
    assertThat(bytes(slice(0, 100))).containsExactly(1);
    assertThat(bytes(read(org, () -> world.runLog().read(org, second, 0, 9)).orElseThrow()))
        .containsExactly(2);
  }

  @Test
  void hidesLogsFromOtherOrgs() {
    put(0, 1);
    OrgId other = given.org();
    assertThat(read(other, () -> world.runLog().read(org, run, 0, 10))).isEmpty();
    assertThat(read(other, () -> world.runLog().read(other, run, 0, 10))).isEmpty();
    assertNotWritten(() -> append(other, () -> world.runLog().append(org, run, 1, new byte[] {9})));
    assertNotWritten(
        () -> append(other, () -> world.runLog().append(other, run, 1, new byte[] {9})));
    assertThat(bytes(slice(0, 100))).containsExactly(1);
  }

  @Test
  void takesOneOfThoseWhoAppendAtOnce() {
    List<Future<Boolean>> attempts =
        Stream.of(1, 2, 3, 4).map(value -> elsewhere(() -> put(0, value))).toList();
    assertThat(attempts.stream().map(WorldContract::outcomeOf).filter(won -> won)).hasSize(1);
    assertThat(slice(0, 100).length()).isEqualTo(1);
  }

  @Test
  void isUndoneWithItsTransaction() {
    assertThatThrownBy(
            () ->
                appending(
                    org,
                    () -> {
                      world.runLog().append(org, run, 0, new byte[] {1});
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(slice(0, 100).length()).isZero();
    assertThat(put(0, 2)).isTrue();
  }

  private static void assertNotWritten(Supplier<Boolean> attempt) {
    boolean written;
    try {
      written = attempt.get();
    } catch (RuntimeException refused) {
      written = false;
    }
    assertThat(written).isFalse();
  }

  private boolean put(long offset, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return append(org, () -> world.runLog().append(org, run, offset, bytes));
  }

  private RunLog.Slice slice(long offset, int limit) {
    return read(org, () -> world.runLog().read(org, run, offset, limit).orElseThrow());
  }

  private static byte[] bytes(RunLog.Slice slice) {
    ByteBuffer buffer = slice.bytes().duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
