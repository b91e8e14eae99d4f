package dev.cofferdam.application.vault;

import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.application.vault.port.SecretStore.Proven;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.UsageRecord;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.SecretVersion;
import dev.cofferdam.domain.vault.VaultFact;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the next versions of keys of one environment, as one change of it: values sealed, each
 * with its audit entry, and its usage if it is a value.
 */
public final class SecretWriter {
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
  record Written(Environment environment, List<SecretVersion> versions) {}

  /** Writes one key. */
  SecretVersion write(Ledger.Change change, Actor actor, Target target, Edit edit) {
    return write(change, actor, target, List.of(edit)).versions().get(0);
  }

  /**
   * @param edits of different keys; with none, nothing is changed
   */
  Written write(Ledger.Change change, Actor actor, Target target, List<Edit> edits) {
    Environment environment = target.environment();
    if (edits.isEmpty()) {
      return new Written(environment, List.of());
    }
    Instant now = environment.nextTime(clock.instant());
    Map<SecretName, Head> heads =
        secrets.heads(environment.org(), environment.id(), edits.stream().map(Edit::name).toList());
    List<Proven> written = new ArrayList<>();
    for (Edit edit : edits) {
      Head head = heads.get(edit.name());
      SecretPlace place =
          new SecretPlace(
              environment.org(),
              environment.project(),
              environment.id(),
              edit.name(),
              (head == null ? 0 : head.version()) + 1);
      StoredSecret secret =
          new StoredSecret(
              new SecretVersion(place, edit.change(), edit.note(), actor.author(), now),
              edit.value().map(value -> sealer.seal(place, value)));
      Optional<Fingerprint> fingerprint =
          edit.value().map(value -> sealer.fingerprint(place, edit.change(), value));
      long entry = record(change, actor, target, secret.version(), fingerprint);
      written.add(new Proven(secret, entry, fingerprint));
    }
    secrets.put(written);
    return new Written(
        environment.moved(now), written.stream().map(each -> each.secret().version()).toList());
  }

  /** Returns the entry's place. */
  private long record(
      Ledger.Change change,
      Actor actor,
      Target target,
      SecretVersion version,
      Optional<Fingerprint> fingerprint) {
    SecretPlace place = version.place();
    if (version.change().hasValue()) {
      usage.record(
          new UsageRecord(
              place.org(),
              "secret_write/" + place.environment() + "/" + place.name() + "/" + place.version(),
              Metric.SECRET_WRITES,
              BigDecimal.ONE,
              version.updatedAt()));
    }
    VaultFact fact =
        new VaultFact.Secret(
            place,
            version.change(),
            target.environment().version() + 1,
            version.updatedAt(),
            fingerprint);
    AuditEntry entry =
        AuditEntry.allowed(
            actor,
            actionOf(version.change()),
            "secret:" + target.label() + "/" + place.name() + "@" + place.version());
    return change
        .record(entry.committing(fact.commitment()), announced(target, actor, version))
        .seq();
  }

  private static Announcement announced(Target target, Actor actor, SecretVersion version) {
    Environment environment = target.environment();
    String project = target.label().substring(0, target.label().indexOf('/'));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("project", project);
    data.put("environment", environment.name().value());
    data.put("key", version.place().name().value());
    data.put("version", version.place().version());
    data.put("change", version.change().code());
    return EventType.SECRET_CHANGED.about(
        new Announcement.Audience(
            Optional.of(environment.id()), Optional.of(actor.author()), environment.isProtected()),
        data);
  }

  private static String actionOf(SecretChange change) {
    return switch (change) {
      case SET -> "secret.write";
      case RESTORE -> "secret.restore";
      case DELETE -> "secret.delete";
      case HIDE -> "secret.hide";
    };
  }
}
