package dev.cofferdam.application.vault;

import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.application.vault.port.SecretStore.Proven;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the next versions of keys of one environment, as one change of it: values sealed, each
 * with its audit entry, and its usage if it is a value.
 */
public final class SecretWriter {
  private static final Head NONE = new Head(0, false);

  private final SecretStore secrets;
  private final Sealer sealer;
  private final UsageLedger usage;
  private final Clock clock;

  public SecretWriter(SecretStore secrets, Sealer sealer, UsageLedger usage, Clock clock) {
    this.secrets = secrets;
    this.sealer = sealer;
    this.usage = usage;
    this.clock = clock;
  }

  /**
   * @param label the environment's names, for the audit trail
   */
  record Target(Environment environment, String label) {}

  /**
   * What happens to one key.
   *
   * @param value there exactly if the change sets one
   * @param note up to 1,000 characters; may be empty
   */
  record Edit(SecretName name, SecretChange change, Optional<SecretValue> value, String note) {
    Edit {
      if (change.hasValue() != value.isPresent()) {
        throw new IllegalArgumentException("a change has a value exactly if it sets one");
      }
    }

    static Edit set(SecretName name, SecretValue value, String note) {
      return new Edit(name, SecretChange.SET, Optional.of(value), note);
    }

    static Edit restore(SecretName name, SecretValue value, String note) {
      return new Edit(name, SecretChange.RESTORE, Optional.of(value), note);
    }

    static Edit drop(SecretName name, SecretChange change) {
      return new Edit(name, change, Optional.empty(), "");
    }
  }

  /** What was written. */
  record Written(Environment environment, List<StoredSecret> secrets) {
    List<SecretVersion> versions() {
      return secrets.stream().map(StoredSecret::version).toList();
    }
  }

  /** Writes one key. */
  SecretVersion write(Ledger.Change change, Actor actor, Target target, Edit edit) {
    return write(change, actor, target, List.of(edit)).versions().get(0);
  }

  /**
   * @param edits of different keys; with none, nothing is changed
   */
  Written write(Ledger.Change change, Actor actor, Target target, List<Edit> edits) {
    Environment environment = target.environment();
    return write(
        change,
        actor,
        target,
        edits,
        edits.isEmpty()
            ? Map.of()
            : secrets.heads(
                environment.org(), environment.id(), edits.stream().map(Edit::name).toList()));
  }

  /**
   * @param edits of different keys; with none, nothing is changed
   * @param heads of all that have one, as this change sees them
   */
  Written write(
      Ledger.Change change,
      Actor actor,
      Target target,
      List<Edit> edits,
      Map<SecretName, Head> heads) {
    Environment environment = target.environment();
    if (edits.isEmpty()) {
      return new Written(environment, List.of());
    }
    Instant now = environment.nextTime(clock.instant());
    List<Proven> written = new ArrayList<>();
    for (Edit edit : edits) {
      long version = heads.getOrDefault(edit.name(), NONE).version() + 1;
      SecretPlan.Made made =
          SecretPlan.of(sealer, actor, target, edit, version)
              .madeAt(environment.version() + 1, now);
      made.usage().ifPresent(usage::record);
      long entry = change.record(made.entry(), made.announcement()).seq();
      written.add(new Proven(made.secret(), entry, made.fingerprint()));
    }
    secrets.put(written);
    return new Written(environment.moved(now), written.stream().map(Proven::secret).toList());
  }
}
