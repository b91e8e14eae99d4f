package dev.cofferdam.adapters.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.runs.port.Consumption;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DriverTranscriptTest {
  private final List<SandboxEvent> events = new ArrayList<>();
  private final DriverTranscript transcript = new DriverTranscript(events::add);

  private void read(String lines) throws MalformedDriverData {
    transcript.read(ByteBuffer.wrap(lines.getBytes(UTF_8)));
  }

  @Test
  void frames_become_events() throws MalformedDriverData {
    read("accepted 1000\nstep-started 0 1001\noutput 0 aGk=\nstep-ended 0 3 0 2000\ndropped 9\n");
    assertThat(events)
        .containsExactly(
            new SandboxEvent.Started(Instant.ofEpochMilli(1000)),
            new SandboxEvent.StepStarted(0, Instant.ofEpochMilli(1001)),
            new SandboxEvent.StepOutput(0, ByteBuffer.wrap("hi".getBytes(UTF_8))),
            new SandboxEvent.StepEnded(0, 3, 0, Duration.ofMillis(2)),
            new SandboxEvent.OutputDropped(9));
    assertThat(transcript.ending()).isEmpty();
  }

  @Test
  void nothing_is_accepted_before_the_driver_says_so() throws MalformedDriverData {
    assertThat(transcript.accepted()).isEmpty();
    read("accepted 1000\n");
    assertThat(transcript.accepted()).contains(Instant.ofEpochMilli(1000));
  }

  @Test
  void the_last_frame_says_how_it_ended() throws MalformedDriverData {
    Consumption used =
        new Consumption(Duration.ofMillis(5), OptionalLong.of(3), OptionalLong.of(77));
    read("ended done 5000 3999 77 0\n");
    assertThat(transcript.ending()).contains(new SandboxEnding.Completed(used));
    read("ended done 5000 3999 77 1\n");
    assertThat(transcript.ending()).contains(new SandboxEnding.OutOfMemory(used));
    read("ended timeout 5000 3999 77 0\n");
    assertThat(transcript.ending()).contains(new SandboxEnding.TimedOut(used));
    read("ended stopped 5000 3999 77 0\n");
    assertThat(transcript.ending()).contains(new SandboxEnding.Stopped(used));
    read("ended terminated 5000 3999 77 0\n");
    assertThat(transcript.ending()).containsInstanceOf(SandboxEnding.Lost.class);
  }
}
