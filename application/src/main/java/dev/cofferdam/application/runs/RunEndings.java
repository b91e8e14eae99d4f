package dev.cofferdam.application.runs;

import dev.cofferdam.application.runs.port.Consumption;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.Receipt;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.Step;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a sandbox's ending means for its run. */
final class RunEndings {
  /**
   * Linux gives arguments and environment 2 MiB by default (execve(2)); the rest is for the
   * pipeline's own.
   */
  private static final int MAX_ENVIRONMENT_BYTES = 1_572_864;

  private static final int NOT_FOUND = 127;
  private static final int NOT_EXECUTABLE = 126;

  private RunEndings() {}

  static Ending of(SandboxEnding ending, Optional<Step> last, RunOutput output) {
    if (ending instanceof SandboxEnding.Completed completed) {
      return completed(completed, last, output);
    }
    if (ending instanceof SandboxEnding.TimedOut late) {
      return ending(
          RunStatus.TIMED_OUT, FailureReason.TIMEOUT, "", late.consumption(), last, output);
    }
    if (ending instanceof SandboxEnding.OutOfMemory oom) {
      return ending(
          RunStatus.FAILED, FailureReason.OUT_OF_MEMORY, "", oom.consumption(), last, output);
    }
    if (ending instanceof SandboxEnding.Stopped stopped) {
      return ending(
          RunStatus.CANCELED, FailureReason.CANCELED, "", stopped.consumption(), last, output);
    }
    if (ending instanceof SandboxEnding.CloneFailed failed) {
      return ending(
          RunStatus.FAILED,
          FailureReason.CLONE_FAILED,
          output.mask(failed.reason()),
          Consumption.NONE,
          last,
          output);
    }
    if (ending instanceof SandboxEnding.UnpackFailed failed) {
      return ending(
          RunStatus.FAILED,
          FailureReason.UPLOAD_FAILED,
          output.mask(failed.reason()),
          Consumption.NONE,
          last,
          output);
    }
    if (ending instanceof SandboxEnding.ImageUnavailable missing) {
      return ending(
          RunStatus.FAILED,
          FailureReason.IMAGE_UNAVAILABLE,
          output.mask(missing.reason()),
          Consumption.NONE,
          last,
          output);
    }
    SandboxEnding.Lost lost = (SandboxEnding.Lost) ending;
    return ending(
        RunStatus.ERROR,
        FailureReason.PLATFORM,
        output.mask(lost.reason()),
        lost.consumption(),
        last,
        output);
  }

  private static Ending completed(
      SandboxEnding.Completed completed, Optional<Step> last, RunOutput output) {
    int code = last.map(step -> step.exitCode().orElse(0)).orElse(0);
    if (code == 0) {
      return new Ending(
          RunStatus.SUCCEEDED,
          Optional.empty(),
          Optional.empty(),
          OptionalInt.of(0),
          OptionalInt.empty(),
          receipt(completed.consumption()),
          output.masked());
    }
    FailureReason reason =
        code == NOT_FOUND || code == NOT_EXECUTABLE
            ? FailureReason.COMMAND_NOT_FOUND
            : FailureReason.COMMAND_FAILED;
    return ending(RunStatus.FAILED, reason, "", completed.consumption(), last, output);
  }

  private static Ending ending(
      RunStatus status,
      FailureReason reason,
      String detail,
      Consumption consumption,
      Optional<Step> last,
      RunOutput output) {
    return new Ending(
        status,
        Optional.of(reason),
        Optional.of(detail).filter(text -> !text.isEmpty()),
        last.map(Step::exitCode).orElseGet(OptionalInt::empty),
        last.map(Step::signal).orElseGet(OptionalInt::empty),
        receipt(consumption),
        output.masked());
  }

  private static Receipt receipt(Consumption used) {
    return new Receipt(used.wall().toMillis(), used.cpuMs(), used.peakMemoryBytes());
  }

  static Ending canceledBeforeStart() {
    return withoutSandbox(RunStatus.CANCELED, FailureReason.CANCELED, Optional.empty());
  }

  static Ending secretsUnavailable(String why) {
    return withoutSandbox(RunStatus.FAILED, FailureReason.SECRETS_UNAVAILABLE, Optional.of(why));
  }

  static Ending uploadGone() {
    return withoutSandbox(
        RunStatus.FAILED,
        FailureReason.UPLOAD_FAILED,
        Optional.of("What was uploaded is not there any more."));
  }

  static Ending sandboxGone() {
    return withoutSandbox(
        RunStatus.ERROR,
        FailureReason.PLATFORM,
        Optional.of("The machine that executed this run, or its sandbox, is gone."));
  }

  private static Ending withoutSandbox(
      RunStatus status, FailureReason reason, Optional<String> detail) {
    return new Ending(
        status,
        Optional.of(reason),
        detail,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Receipt.NOTHING,
        List.of());
  }

  /**
   * Why these secrets can't be a process's environment: it ends values at the first NUL, and has a
   * limit.
   */
  static Optional<String> unfitForEnvironment(Map<String, SecretValue> secrets) {
    long bytes =
        secrets.entrySet().stream()
            .mapToLong(secret -> secret.getKey().length() + secret.getValue().length() + 2L)
            .sum();
    if (bytes > MAX_ENVIRONMENT_BYTES) {
      return Optional.of(
          "The environment's secrets are "
              + bytes
              + " bytes together; a process can be given "
              + MAX_ENVIRONMENT_BYTES
              + ".");
    }
    for (Map.Entry<String, SecretValue> secret : secrets.entrySet()) {
      for (byte b : secret.getValue().reveal()) {
        if (b == 0) {
          return Optional.of(
              "The secret "
                  + secret.getKey()
                  + " has a NUL byte, which no environment variable can hold.");
        }
      }
    }
    return Optional.empty();
  }
}
