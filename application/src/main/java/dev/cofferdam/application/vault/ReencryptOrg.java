package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.KeyRotationStore;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.application.vault.port.OrgKeyring;
import dev.cofferdam.application.vault.port.Pace;
import dev.cofferdam.application.vault.port.SealedValues;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.KeyRotationStatus;
import dev.cofferdam.domain.vault.OrgKey;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgKeyStatus;
import dev.cofferdam.domain.vault.SealedPlace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Carries a rotation through: seals everything anew that is under an older key, in batches, and
 * retires the older keys once nothing is under them. It may be ended anywhere and begun again, and
 * done twice at once: a batch is replaced wholly or not at all, and each value once.
 *
 * <p>It takes no ledger head until the end, so that changes go on meanwhile.
 */
public final class ReencryptOrg {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final int BATCH = 500;

  /** Between two looks for what was written under an older key, once all else is done. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Ledger ledger;
  private final OrgKeyStore keys;
  private final OrgKeyring keyring;
  private final OrgValues values;
  private final KeyRotationStore rotations;
  private final FinishKeyRotation finish;
  private final Clock clock;

  public ReencryptOrg(
      Ledger ledger,
      OrgKeyStore keys,
      OrgKeyring keyring,
      OrgValues values,
      KeyRotationStore rotations,
      FinishKeyRotation finish,
      Clock clock) {
    this.ledger = ledger;
    this.keys = keys;
    this.keyring = keyring;
    this.values = values;
    this.rotations = rotations;
    this.finish = finish;
    this.clock = clock;
  }

  public record Command(OrgId org, KeyRotationId rotation) {}

  /**
   * Returns when the rotation is done.
   *
   * @throws InterruptedException as {@code pace} says; what was done so far stays done
   * @throws SealBroken when a value does not open, after all others were sealed anew; the older
   *     keys stay until it is gone
   */
  public void execute(Command command, Pace pace) throws InterruptedException {
    Instant begun = clock.instant();
    while (isRunning(command)) {
      for (SealedValues kind : values.kinds()) {
        reseal(command, kind, pace);
      }
      if (!isSettled(begun) || !finish.execute(command)) {
        pace.rest(BETWEEN_LOOKS);
      }
    }
  }

  /** Whether no node seals under an older key any more. */
  private boolean isSettled(Instant begun) {
    return Duration.between(begun, clock.instant()).compareTo(OrgKeyring.LAG.multipliedBy(2)) > 0;
  }

  private boolean isRunning(Command command) {
    return ledger
        .read(access(command), () -> rotations.find(command.org(), command.rotation()))
        .filter(rotation -> rotation.status() == KeyRotationStatus.RUNNING)
        .isPresent();
  }

  private void reseal(Command command, SealedValues kind, Pace pace) throws InterruptedException {
    Set<OrgKeyId> retiring = ledger.read(access(command), () -> retiring(keys.keys(command.org())));
    Optional<SealedPlace> last = Optional.empty();
    Optional<SealBroken> broken = Optional.empty();
    do {
      Instant from = clock.instant();
      Batch batch = batch(command, kind, retiring, last);
      last = batch.last();
      if (batch.broken().isPresent()) {
        broken = batch.broken();
      }
      pace.rest(Duration.between(from, clock.instant()));
    } while (last.isPresent());
    if (broken.isPresent()) {
      throw broken.get();
    }
  }

  private static Set<OrgKeyId> retiring(List<OrgKey> keys) {
    return keys.stream()
        .filter(key -> key.status() == OrgKeyStatus.RETIRING)
        .map(OrgKey::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @param last where the last value is; empty when there was none any more
   * @param broken about a value that does not open
   */
  private record Batch(Optional<SealedPlace> last, Optional<SealBroken> broken) {}

  private Batch batch(
      Command command, SealedValues kind, Set<OrgKeyId> retiring, Optional<SealedPlace> after) {
    List<SealedValues.Sealed> found =
        ledger.read(access(command), () -> kind.under(command.org(), retiring, after, BATCH));
    List<SealedValues.Resealed> anew = new ArrayList<>(found.size());
    Optional<SealBroken> broken = Optional.empty();
    for (SealedValues.Sealed each : found) {
      try {
        SealedBytes resealed = keyring.reseal(each.place(), each.bytes());
        anew.add(new SealedValues.Resealed(each.place(), each.bytes(), resealed));
      } catch (SealBroken changed) {
        broken = Optional.of(changed);
      }
    }
    store(command, kind, anew);
    return new Batch(
        found.stream().reduce((one, next) -> next).map(SealedValues.Sealed::place), broken);
  }

  private void store(Command command, SealedValues kind, List<SealedValues.Resealed> anew) {
    if (anew.isEmpty()) {
      return;
    }
    ledger.append(
        access(command),
        () -> {
          int replaced = kind.replace(command.org(), anew);
          rotations.advance(command.org(), command.rotation(), replaced);
          return replaced;
        });
  }

  private static Access access(Command command) {
    return Access.ofInstallation(command.org());
  }
}
