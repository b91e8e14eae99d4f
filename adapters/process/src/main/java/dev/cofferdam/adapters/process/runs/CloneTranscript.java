package dev.cofferdam.adapters.process.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.adapters.driver.DriverFrame;
import dev.cofferdam.adapters.driver.DriverFrameDecoder;
import dev.cofferdam.adapters.driver.MalformedDriverData;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxListener;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the frames of a {@link GitClone} and tells a listener what it prints. */
final class CloneTranscript {
  private static final int MAX_REASON = 300;
  private static final int KEPT = 8_192;

  private final DriverFrameDecoder decoder = new DriverFrameDecoder();
  private final SandboxListener listener;
  private final ByteArrayOutputStream commit = new ByteArrayOutputStream();
  private String printed = "";
  private boolean accepted;
  private int failures;
  private @Nullable String refused;
  private DriverFrame.@Nullable Ended ended;

  CloneTranscript(SandboxListener listener) {
    this.listener = listener;
  }

  void read(ByteBuffer bytes) throws MalformedDriverData {
    for (DriverFrame frame : decoder.decode(bytes)) {
      take(frame);
    }
  }

  private void take(DriverFrame frame) {
    if (frame instanceof DriverFrame.Accepted) {
      accepted = true;
    } else if (frame instanceof DriverFrame.Output output) {
      byte[] bytes = new byte[output.bytes().remaining()];
      output.bytes().duplicate().get(bytes);
      if (output.index() == GitClone.TELL_COMMIT) {
        commit.writeBytes(bytes);
      } else {
        String all = printed + new String(bytes, UTF_8);
        printed = all.substring(Math.max(0, all.length() - KEPT));
        listener.on(new SandboxEvent.CloneOutput(output.bytes()));
      }
    } else if (frame instanceof DriverFrame.StepEnded step) {
      failures += step.exitCode() == 0 ? 0 : 1;
    } else if (frame instanceof DriverFrame.Refused no) {
      refused = no.why();
    } else if (frame instanceof DriverFrame.Ended last) {
      ended = last;
    }
  }

  boolean isAccepted() {
    return accepted;
  }

  boolean isOver() {
    return ended != null || refused != null;
  }

  /** Why it ended; empty while it has not, and when the driver did not take it. */
  Optional<DriverFrame.Reason> reason() {
    return Optional.ofNullable(ended).map(DriverFrame.Ended::reason);
  }

  /** The commit in the workspace, once the clone has succeeded. */
  Optional<String> commit() {
    return reason().filter(DriverFrame.Reason.DONE::equals).isPresent() && failures == 0
        ? Optional.of(commit.toString(UTF_8).trim())
        : Optional.empty();
  }

  /** Why it failed, one line: git's own, from the last line that says so. */
  String failure() {
    if (refused != null) {
      return refused;
    }
    List<String> lines = printed.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    String line = lines.isEmpty() ? "git failed and said nothing" : lines.get(lines.size() - 1);
    for (String candidate : lines) {
      if (candidate.startsWith("fatal:") || candidate.startsWith("error:")) {
        line = candidate;
      }
    }
    String printable = line.replaceAll("\\p{Cntrl}", " ");
    return printable.substring(0, Math.min(printable.length(), MAX_REASON));
  }
}
