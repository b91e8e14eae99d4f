package dev.cofferdam.domain.runs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a run ended.
 *
 * @param reason empty when, and only when, it succeeded
 * @param detail a sentence for people, masked; empty where the reason says it all
 * @param exitCode of the last command that ran
 */
public record Ending(
    RunStatus status,
    Optional<FailureReason> reason,
    Optional<String> detail,
    OptionalInt exitCode,
    OptionalInt signal,
    Receipt receipt,
    List<MaskedCount> masked) {

  public Ending {
    masked = List.copyOf(masked);
    if (!status.isFinal() || (status == RunStatus.SUCCEEDED) != reason.isEmpty()) {
      throw new IllegalArgumentException("not an ending: " + status + " for " + reason);
    }
  }

  /** What the platform got wrong is never billed. */
  public boolean isBillable() {
    return reason.map(r -> r.fault() != FailureReason.Fault.PLATFORM).orElse(true);
  }

  /** How often one secret was masked in one form. */
  public record MaskedCount(String secret, String form, long count) {}
}
