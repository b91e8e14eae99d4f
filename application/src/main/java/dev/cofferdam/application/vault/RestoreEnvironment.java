package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes an environment's own secrets what they were at an instant, as one change. Its name, parent
 * and protection stay what they are, and so does what it inherits.
 */
public final class RestoreEnvironment {
  public static final Permission NEEDS = Permission.SECRET_WRITE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final Sealer sealer;
  private final SecretWriter writer;

  public RestoreEnvironment(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EnvironmentFinder finder,
      SecretStore secrets,
      Sealer sealer,
      SecretWriter writer) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.secrets = secrets;
    this.sealer = sealer;
    this.writer = writer;
  }

  /**
   * @param expected the version that the environment has to have; empty for any
   */
  public record Command(EnvironmentFinder.Address address, Instant at, Optional<Long> expected) {}

  /**
   * @param environment afterwards
   * @param versions what was written, by key
   */
  public record Outcome(Environment environment, List<SecretVersion> versions) {
    public Outcome {
      versions = List.copyOf(versions);
    }
  }

  /**
   * @throws Refusal {@code invalid_field} for an {@code at} that is out of range; {@code
   *     precondition_failed}
   */
  public Outcome execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    return ledger.change(
        access,
        change -> {
          Environment environment = finder.environment(access, command.address());
          ChangeSecrets.requireVersion(environment, command.expected());
          finder.line(access, command.address(), Optional.of(command.at()));
          SecretWriter.Written written =
              writer.write(
                  change,
                  actor,
                  new SecretWriter.Target(environment, command.address().label()),
                  edits(environment, command.at()));
          if (!written.versions().isEmpty()) {
            change.record(
                AuditEntry.allowed(
                    actor,
                    "environment.restore",
                    command.address().resource() + "@" + written.environment().version()));
          }
          return new Outcome(written.environment(), written.versions());
        });
  }

  private List<SecretWriter.Edit> edits(Environment environment, Instant at) {
    List<EnvironmentId> own = List.of(environment.id());
    Map<SecretName, StoredSecret> now =
        byName(secrets.overrides(environment.org(), own, Optional.empty()));
    Map<SecretName, StoredSecret> then =
        byName(secrets.overridesAt(environment.org(), own, Optional.empty(), at));
    List<SecretWriter.Edit> edits = new ArrayList<>();
    TreeSet<SecretName> names = new TreeSet<>(now.keySet());
    names.addAll(then.keySet());
    for (SecretName name : names) {
      Optional<StoredSecret> before = Optional.ofNullable(now.get(name));
      Optional<StoredSecret> wanted = Optional.ofNullable(then.get(name));
      if (!isSame(before, wanted)) {
        edits.add(edit(name, wanted));
      }
    }
    return edits;
  }

  /** Whether a key is as it was, whatever happened to it meanwhile. */
  private boolean isSame(Optional<StoredSecret> now, Optional<StoredSecret> then) {
    if (now.isEmpty() || then.isEmpty()) {
      return now.isEmpty() && then.isEmpty();
    }
    SecretVersion one = now.get().version();
    SecretVersion other = then.get().version();
    if (!one.change().hasValue() || !other.change().hasValue()) {
      return one.change() == other.change();
    }
    return one.place().equals(other.place())
        || (one.note().equals(other.note())
            && sealer
                .open(one.place(), now.get().sealed())
                .equals(sealer.open(other.place(), then.get().sealed())));
  }

  private SecretWriter.Edit edit(SecretName name, Optional<StoredSecret> wanted) {
    if (wanted.isEmpty()) {
      return SecretWriter.Edit.drop(name, SecretChange.DELETE);
    }
    SecretVersion version = wanted.get().version();
    return version.change().hasValue()
        ? SecretWriter.Edit.restore(
            name, sealer.open(version.place(), wanted.get().sealed()), version.note())
        : SecretWriter.Edit.drop(name, SecretChange.HIDE);
  }

  private static Map<SecretName, StoredSecret> byName(List<StoredSecret> secrets) {
    Map<SecretName, StoredSecret> byName = new TreeMap<>();
    secrets.forEach(secret -> byName.put(secret.version().place().name(), secret));
    return byName;
  }
}
