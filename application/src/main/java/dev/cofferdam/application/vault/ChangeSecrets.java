package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.FreeText;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sets and deletes keys of an environment as one change: all of it happens, or nothing. */
public final class ChangeSecrets {
  public static final Permission NEEDS = Permission.SECRET_WRITE;

  /** Of keys in one change. */
  public static final int MAX_KEYS = 500;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final SecretWriter writer;

  public ChangeSecrets(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EnvironmentFinder finder,
      SecretStore secrets,
      SecretWriter writer) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.secrets = secrets;
    this.writer = writer;
  }

  /** A value to be set. */
  public record Setting(SecretValue value, String note, Expectation expectation) {
    public Setting {
      FreeText.require("note", note);
    }
  }

  /**
   * @param set by key
   * @param delete what is expected of keys to be deleted
   * @param expected the version that the environment has to have; empty for any
   */
  public record Command(
      EnvironmentFinder.Address address,
      Map<SecretName, Setting> set,
      Map<SecretName, Expectation> delete,
      Optional<Long> expected) {
    public Command {
      set = Map.copyOf(set);
      delete = Map.copyOf(delete);
      if (set.isEmpty() && delete.isEmpty()) {
        throw Refusal.invalid("set", "must have a key, or delete must");
      }
      if (set.size() + delete.size() > MAX_KEYS) {
        throw Refusal.invalid("set", "must be at most " + MAX_KEYS + " keys with delete's");
      }
      for (SecretName name : new TreeMap<>(delete).keySet()) {
        if (set.containsKey(name)) {
          throw Refusal.invalid("delete." + name, "is set in the same change");
        }
      }
    }
  }

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
   * @throws Refusal {@code precondition_failed} with each key that is not as expected, or that is
   *     to be deleted and is not there
   */
  public Outcome execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    return ledger.change(
        access,
        change -> {
          Environment environment = finder.environment(access, command.address());
          requireVersion(environment, command.expected());
          requireAll(environment, command);
          SecretWriter.Written written =
              writer.write(
                  change,
                  actor,
                  new SecretWriter.Target(environment, command.address().label()),
                  edits(command));
          return new Outcome(written.environment(), written.versions());
        });
  }

  /**
   * @throws Refusal {@code precondition_failed}
   */
  static void requireVersion(Environment environment, Optional<Long> expected) {
    if (expected.filter(version -> version != environment.version()).isPresent()) {
      throw Refusal.preconditionFailed(
          "The environment is at version "
              + environment.version()
              + ", not "
              + expected.get()
              + ".");
    }
  }

  private void requireAll(Environment environment, Command command) {
    SortedMap<SecretName, Expectation> expectations = new TreeMap<>(command.delete());
    command.set().forEach((name, setting) -> expectations.put(name, setting.expectation()));
    Map<SecretName, Head> heads =
        secrets.heads(environment.org(), environment.id(), expectations.keySet());
    List<Refusal.FieldError> failed = new ArrayList<>();
    expectations.forEach(
        (name, expectation) -> {
          long current = heads.getOrDefault(name, new Head(0, false)).current();
          boolean deletes = command.delete().containsKey(name);
          Optional<String> failure = expectation.failure(current);
          if (failure.isEmpty() && deletes && current == 0) {
            failure = Optional.of("has no value here");
          }
          failure.ifPresent(
              why ->
                  failed.add(new Refusal.FieldError((deletes ? "delete." : "set.") + name, why)));
        });
    if (!failed.isEmpty()) {
      throw new Refusal(
          Refusal.Kind.PRECONDITION_FAILED,
          "precondition_failed",
          "Keys are not as expected, so nothing was changed.",
          failed);
    }
  }

  private static List<SecretWriter.Edit> edits(Command command) {
    SortedMap<SecretName, SecretWriter.Edit> edits = new TreeMap<>();
    command
        .set()
        .forEach(
            (name, setting) ->
                edits.put(name, SecretWriter.Edit.set(name, setting.value(), setting.note())));
    command
        .delete()
        .keySet()
        .forEach(name -> edits.put(name, SecretWriter.Edit.drop(name, SecretChange.DELETE)));
    return List.copyOf(edits.values());
  }
}
