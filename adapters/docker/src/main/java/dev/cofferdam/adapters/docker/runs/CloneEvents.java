package dev.cofferdam.adapters.docker.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.application.runs.port.Consumption;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxListener;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes a run's clone events of what the clone container's driver tells, and judges how it went.
 */
final class CloneEvents implements WorkspaceEvents {
  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/\\s@]*@");
  private static final Pattern REFUSED_BY_PROXY =
      Pattern.compile("CONNECT tunnel failed, response 403|HTTP code 403 from proxy");
  private static final int TAIL = 8_192;
  private static final int MAX_REASON = 300;

  private final SandboxListener listener;
  private final StringBuilder tail = new StringBuilder();
  private final StringBuilder commit = new StringBuilder();
  private boolean failed;

  CloneEvents(SandboxListener listener) {
    this.listener = listener;
  }

  @Override
  public void on(SandboxEvent event) {
    if (event instanceof SandboxEvent.StepOutput output) {
      String text = UTF_8.decode(output.bytes().duplicate()).toString();
      if (output.index() == CloneScript.COMMIT_STEP) {
        commit.append(text);
      } else {
        listener.on(new SandboxEvent.CloneOutput(output.bytes()));
        tail.append(text);
        tail.delete(0, Math.max(0, tail.length() - TAIL));
      }
    } else if (event instanceof SandboxEvent.StepEnded step) {
      failed |= step.exitCode() != 0;
    }
  }

  /** Tells that the repository is there, or gives the run's ending. */
  @Override
  public Optional<SandboxEnding> judge(SandboxEnding ending) {
    if (ending instanceof SandboxEnding.Completed && !failed) {
      return tellCommit();
    } else if (ending instanceof SandboxEnding.Completed) {
      return Optional.of(new SandboxEnding.CloneFailed(reason()));
    } else if (ending instanceof SandboxEnding.TimedOut) {
      return Optional.of(new SandboxEnding.CloneFailed("cloning took too long"));
    } else if (ending instanceof SandboxEnding.OutOfMemory) {
      return Optional.of(
          new SandboxEnding.CloneFailed("cloning took more memory than there is: raise disk_mb"));
    } else if (ending instanceof SandboxEnding.Stopped) {
      return Optional.of(new SandboxEnding.Stopped(Consumption.NONE));
    } else if (ending instanceof SandboxEnding.Lost lost) {
      return Optional.of(new SandboxEnding.Lost(lost.reason(), Consumption.NONE));
    }
    return Optional.of(ending);
  }

  private Optional<SandboxEnding> tellCommit() {
    String id = commit.toString().strip();
    if (!OBJECT_ID.matcher(id).matches()) {
      return Optional.of(new SandboxEnding.CloneFailed("the repository has no commit"));
    }
    listener.on(new SandboxEvent.Cloned(id));
    return Optional.empty();
  }

  private String reason() {
    if (commit.length() > 0) {
      return "the repository has no commit";
    }
    String output = tail.toString();
    if (REFUSED_BY_PROXY.matcher(output).find()) {
      return "the proxy refused the address";
    }
    if (output.contains("No space left on device")) {
      return "the repository is larger than the workspace: raise disk_mb";
    }
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    String last =
        lines.stream()
            .filter(line -> line.startsWith("fatal: ") || line.startsWith("error: "))
            .reduce((first, second) -> second)
            .orElse(lines.isEmpty() ? "git said nothing" : lines.get(lines.size() - 1));
    String clean = CREDENTIALS.matcher(last).replaceAll("").replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() <= MAX_REASON ? clean : clean.substring(0, MAX_REASON) + "…";
  }
}
