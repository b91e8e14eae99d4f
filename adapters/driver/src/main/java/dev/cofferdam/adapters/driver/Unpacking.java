package dev.cofferdam.adapters.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.application.runs.port.Consumption;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxListener;
import dev.cofferdam.domain.vault.SecretValue;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How packed files get into a workspace: {@code tar} takes them out, where the commands will run
 * and as who they run. Hears what it prints, and judges how it went.
 */
public final class Unpacking implements SandboxListener {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final long OUTPUT_LIMIT = 65_536;
  private static final int MAX_REASON = 300;

  private final SandboxListener listener;
  private String last = "";
  private boolean failed;
  private boolean full;

  public Unpacking(SandboxListener listener) {
    this.listener = listener;
  }

  /**
   * What a driver is to do.
   *
   * @param files as {@link dev.cofferdam.application.runs.port.Archives} packs them
   * @param workspace where they are to be
   * @param scratch a folder beside it
   */
  public static DriverSpec task(ByteBuffer files, String workspace, String scratch) {
    String archive = scratch + "/files.tar.gz";
    Map<String, String> environment =
        Map.of(
            "PATH",
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LC_ALL",
            "C.UTF-8",
            "ARCHIVE",
            archive);
    return new DriverSpec(
        environment.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, each -> SecretValue.ofText(each.getValue()))),
        List.of("tar -xzf \"$ARCHIVE\" && rm -f \"$ARCHIVE\""),
        workspace,
        TIMEOUT,
        OUTPUT_LIMIT,
        Optional.empty(),
        List.of(new DriverSpec.InlineFile(archive, files)),
        Optional.empty());
  }

  @Override
  public void on(SandboxEvent event) {
    if (event instanceof SandboxEvent.StepOutput output) {
      listener.on(new SandboxEvent.CloneOutput(output.bytes()));
      String text = UTF_8.decode(output.bytes().duplicate()).toString();
      // tar says the one where nothing more could be written, the other where a part of it could.
      full = full || text.contains("No space left on device") || text.contains("Wrote only ");
      last = text.isBlank() ? last : text.strip();
    } else if (event instanceof SandboxEvent.StepEnded step) {
      failed |= step.exitCode() != 0;
    }
  }

  /**
   * Gives the run's ending; empty where the files are there.
   *
   * @param ending how the driver ended
   */
  public Optional<SandboxEnding> judge(SandboxEnding ending) {
    if (ending instanceof SandboxEnding.Completed) {
      return failed ? Optional.of(new SandboxEnding.UnpackFailed(reason())) : Optional.empty();
    } else if (ending instanceof SandboxEnding.TimedOut) {
      return Optional.of(new SandboxEnding.UnpackFailed("unpacking took too long"));
    } else if (ending instanceof SandboxEnding.OutOfMemory) {
      return Optional.of(
          new SandboxEnding.UnpackFailed("the files take more memory than there is"));
    } else if (ending instanceof SandboxEnding.Stopped) {
      return Optional.of(new SandboxEnding.Stopped(Consumption.NONE));
    } else if (ending instanceof SandboxEnding.Lost lost) {
      return Optional.of(new SandboxEnding.Lost(lost.reason(), Consumption.NONE));
    }
    return Optional.of(ending);
  }

  private String reason() {
    if (full) {
      return "the uploaded files are larger than the workspace: raise disk_mb";
    }
    String line = last.isEmpty() ? "tar said nothing" : last.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON) + "\u2026";
  }
}
