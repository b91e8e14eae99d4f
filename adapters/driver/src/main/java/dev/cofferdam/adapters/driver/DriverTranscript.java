package dev.cofferdam.adapters.driver;

import dev.cofferdam.application.runs.port.Consumption;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxListener;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Follows a steps driver's frames: tells a listener the events that they mean, and knows what they
 * say about the ending. For one stream and one thread.
 */
public final class DriverTranscript {
  private final DriverFrameDecoder decoder = new DriverFrameDecoder();
  private final SandboxListener listener;
  private final CollectedFiles files;
  private @Nullable Instant accepted;
  private @Nullable String refused;
  private DriverFrame.@Nullable Ended ended;

  public DriverTranscript(SandboxListener listener) {
    this.listener = listener;
    this.files = new CollectedFiles(listener);
  }

  /** Takes the next bytes of the driver's output. Bytes after the last frame are ignored. */
  public void read(ByteBuffer bytes) throws MalformedDriverData {
    for (DriverFrame frame : decoder.decode(bytes)) {
      take(frame);
    }
  }

  private void take(DriverFrame frame) {
    if (frame instanceof DriverFrame.Accepted first) {
      accepted = first.at();
      listener.on(new SandboxEvent.Started(first.at()));
    } else if (frame instanceof DriverFrame.Refused no) {
      refused = no.why();
    } else if (frame instanceof DriverFrame.StepStarted step) {
      listener.on(new SandboxEvent.StepStarted(step.index(), step.at()));
    } else if (frame instanceof DriverFrame.Output output) {
      listener.on(new SandboxEvent.StepOutput(output.index(), output.bytes()));
    } else if (frame instanceof DriverFrame.StepEnded step) {
      listener.on(
          new SandboxEvent.StepEnded(
              step.index(), step.exitCode(), step.signal(), step.duration()));
    } else if (frame instanceof DriverFrame.Dropped dropped) {
      listener.on(new SandboxEvent.OutputDropped(dropped.bytes()));
    } else if (frame instanceof DriverFrame.Ended last) {
      ended = last;
    } else {
      files.take(frame);
    }
  }

  /** When the driver took its spec; empty while no command can have been executed. */
  public Optional<Instant> accepted() {
    return Optional.ofNullable(accepted);
  }

  /** Why the driver did not take its spec. */
  public Optional<String> refused() {
    return Optional.ofNullable(refused);
  }

  /** How it ended, once the driver has said so. */
  public Optional<SandboxEnding> ending() {
    return Optional.ofNullable(ended).map(DriverTranscript::ending);
  }

  private static SandboxEnding ending(DriverFrame.Ended ended) {
    Consumption consumption =
        new Consumption(ended.wall(), millis(ended.cpuMicros()), ended.peakMemoryBytes());
    return switch (ended.reason()) {
      case DONE ->
          ended.outOfMemory()
              ? new SandboxEnding.OutOfMemory(consumption)
              : new SandboxEnding.Completed(consumption);
      case TIMEOUT -> new SandboxEnding.TimedOut(consumption);
      case STOPPED -> new SandboxEnding.Stopped(consumption);
      case TERMINATED ->
          new SandboxEnding.Lost("the commands were ended from outside", consumption);
    };
  }

  private static OptionalLong millis(OptionalLong micros) {
    return micros.isPresent() ? OptionalLong.of(micros.getAsLong() / 1_000) : OptionalLong.empty();
  }
}
