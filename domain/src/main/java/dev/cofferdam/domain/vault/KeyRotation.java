package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.Optional;

/**
 * A rotation of an org's key, as far as it has come.
 *
 * @param key the new primary key, there from the first moment
 * @param total how many values were under other keys when it began
 * @param done how many values were sealed anew so far: more than {@code total} where some were
 *     written under an older key while it began
 */
public record KeyRotation(
    OrgId org,
    KeyRotationId id,
    OrgKeyId key,
    long total,
    long done,
    Instant startedAt,
    Optional<Instant> finishedAt) {
  public KeyRotation {
    if (total < 0) {
      throw Refusal.invalid("total", "must not be negative");
    }
    if (done < 0) {
      throw Refusal.invalid("done", "must not be negative");
    }
  }

  public KeyRotationStatus status() {
    return finishedAt.isPresent() ? KeyRotationStatus.DONE : KeyRotationStatus.RUNNING;
  }
}
