package dev.cofferdam.adapters.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverFrameDecoderTest {
  private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final List<DriverFrame> FRAMES =
      List.of(
          new DriverFrame.Accepted(AT),
          new DriverFrame.StepStarted(0, AT),
          new DriverFrame.Output(0, ByteBuffer.wrap(new byte[] {0, -1, '\n', (byte) 0x80})),
          new DriverFrame.Output(0, ByteBuffer.wrap(new byte[DriverFrame.MAX_OUTPUT])),
          new DriverFrame.StepEnded(0, 137, 9, Duration.ofNanos(1_234_000)),
          new DriverFrame.Dropped(10_000_000_000L),
          new DriverFrame.Ended(
              DriverFrame.Reason.TIMEOUT,
              Duration.ofMillis(5),
              OptionalLong.of(7),
              OptionalLong.empty(),
              true),
          new DriverFrame.Refused("no such thing: ü"));

  @Property(tries = 100)
  void frames_are_the_same_for_every_way_of_cutting_the_stream(
      @ForAll @IntRange(min = 1, max = 13_000) int piece) throws MalformedDriverData {
    StringBuilder text = new StringBuilder();
    FRAMES.forEach(frame -> text.append(frame.line()));
    byte[] bytes = text.toString().getBytes(UTF_8);
    DriverFrameDecoder decoder = new DriverFrameDecoder();
    List<DriverFrame> read = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += piece) {
      int length = Math.min(piece, bytes.length - from);
      read.addAll(decoder.decode(ByteBuffer.wrap(bytes, from, length)));
    }
    assertThat(read).isEqualTo(FRAMES);
  }

  @Test
  void the_longest_line_is_under_12_kb() {
    assertThat(FRAMES.get(3).line().length()).isLessThan(12_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "accepted",
        "accepted -1",
        "accepted 1 2",
        "output 0 ***",
        "output 0 ",
        "output 1024 AA==",
        "step-ended 0 256 0 1",
        "step-ended 0 1 0 99999999999999999999",
        "step-ended 0 1 0 9223372036854775807",
        "ended asleep 1 1 1 0",
        "ended done 1 1 1 2",
        "hello world"
      })
  void what_is_no_frame_is_an_error(String line) {
    assertThatThrownBy(
            () -> new DriverFrameDecoder().decode(ByteBuffer.wrap((line + "\n").getBytes(UTF_8))))
        .isInstanceOf(MalformedDriverData.class);
  }

  @Test
  void a_line_without_end_is_an_error_before_it_fills_memory() {
    assertThatThrownBy(() -> new DriverFrameDecoder().decode(ByteBuffer.wrap(new byte[100_000])))
        .isInstanceOf(MalformedDriverData.class);
  }
}
