package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.Sealer;
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
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import dev.cofferdam.domain.vault.VaultFact;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A version that is to be: its value sealed for its place, all but when it is written. */
record SecretPlan(
    Actor actor,
    SecretWriter.Target target,
    SecretWriter.Edit edit,
    SecretPlace place,
    Optional<SealedBytes> sealed,
    Optional<Fingerprint> fingerprint) {
  /**
   * A version with what goes with it.
   *
   * @param usage of a version that has a value
   */
  record Made(
      StoredSecret secret,
      Optional<Fingerprint> fingerprint,
      AuditEntry entry,
      Announcement announcement,
      Optional<UsageRecord> usage) {}

  static SecretPlan of(
      Sealer sealer,
      Actor actor,
      SecretWriter.Target target,
      SecretWriter.Edit edit,
      long version) {
    Environment environment = target.environment();
    SecretPlace place =
        new SecretPlace(
            environment.org(), environment.project(), environment.id(), edit.name(), version);
    return new SecretPlan(
        actor,
        target,
        edit,
        place,
        edit.value().map(value -> sealer.seal(place, value)),
        edit.value().map(value -> sealer.fingerprint(place, edit.change(), value)));
  }

  /**
   * @param environmentVersion that the environment comes to with it
   * @param at in whole microseconds
   */
  Made madeAt(long environmentVersion, Instant at) {
    VaultFact fact =
        new VaultFact.Secret(place, edit.change(), environmentVersion, at, fingerprint);
    AuditEntry entry =
        AuditEntry.allowed(
            actor,
            actionOf(edit.change()),
            "secret:" + target.label() + "/" + place.name() + "@" + place.version());
    return new Made(
        new StoredSecret(
            new SecretVersion(place, edit.change(), edit.note(), actor.author(), at), sealed),
        fingerprint,
        entry.committing(fact.commitment()),
        announced(),
        sealed.map(value -> usageAt(at)));
  }

  private Announcement announced() {
    Environment environment = target.environment();
    String project = target.label().substring(0, target.label().indexOf('/'));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("project", project);
    data.put("environment", environment.name().value());
    data.put("key", place.name().value());
    data.put("version", place.version());
    data.put("change", edit.change().code());
    return EventType.SECRET_CHANGED.about(
        new Announcement.Audience(
            Optional.of(environment.id()), Optional.of(actor.author()), environment.isProtected()),
        data);
  }

  private UsageRecord usageAt(Instant at) {
    return new UsageRecord(
        place.org(),
        "secret_write/" + place.environment() + "/" + place.name() + "/" + place.version(),
        Metric.SECRET_WRITES,
        BigDecimal.ONE,
        at);
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
