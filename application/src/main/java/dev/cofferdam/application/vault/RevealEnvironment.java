package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.vault.RevealGate.Disclosure;
import dev.cofferdam.application.vault.RevealGate.Snapshot;
import dev.cofferdam.application.vault.RevealMemory.Basis;
import dev.cofferdam.application.vault.RevealMemory.Question;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Shows all values of an environment, also inherited ones: all of them, or none. One audit entry
 * says which versions of which environments were seen, and it counts as one read.
 */
public final class RevealEnvironment {
  public static final Permission NEEDS = Permission.SECRET_READ;

  private final Gatekeeper gatekeeper;
  private final RevealGate gate;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final Sealer sealer;
  private final RevealMemory memory;

  public RevealEnvironment(
      Gatekeeper gatekeeper,
      RevealGate gate,
      EnvironmentFinder finder,
      SecretStore secrets,
      Sealer sealer,
      RevealMemory memory) {
    this.gatekeeper = gatekeeper;
    this.gate = gate;
    this.finder = finder;
    this.secrets = secrets;
    this.sealer = sealer;
    this.memory = memory;
  }

  /**
   * Which keys are shown.
   *
   * @param prefix that they start with; empty for all
   * @param after the key that they come behind; empty for all
   */
  public record Selection(String prefix, String after, int limit) {
    public static final Selection ALL = new Selection("", "", Integer.MAX_VALUE);

    boolean has(SecretName name) {
      return name.value().startsWith(prefix) && name.value().compareTo(after) > 0;
    }
  }

  /**
   * @param at the moment it is read as of; empty for now
   * @param isHeld whether the caller has what a tag stands for already
   */
  public record Command(
      EnvironmentFinder.Address address,
      Selection selection,
      Optional<Instant> at,
      Predicate<String> isHeld) {}

  /** What comes of it; the tag covers all of the line. */
  public sealed interface Outcome {
    EnvironmentLine line();

    record Revealed(EnvironmentLine line, List<RevealedSecret> secrets) implements Outcome {
      public Revealed {
        secrets = List.copyOf(secrets);
      }
    }

    /** The caller has it as it is. */
    record Unchanged(EnvironmentLine line) implements Outcome {}
  }

  /**
   * @throws Refusal {@code forbidden} where part of it lives where the caller may not read; {@code
   *     invalid_field} for an {@code at} that is out of range; {@code overloaded}
   */
  public Outcome execute(Actor actor, Command command) {
    RevealGate.Caller caller = callerOf(actor, command.address().org());
    return fromMemory(caller, command)
        .orElseGet(
            () ->
                gate.<Outcome>pass(
                    caller, (now, snapshot) -> decide(actor, command, now, snapshot)));
  }

  private Disclosure<Outcome> decide(
      Actor actor, Command command, Access now, Optional<Snapshot> snapshot) {
    EnvironmentLine line = finder.line(now, command.address(), command.at());
    finder.requireWhole(now, command.address().project(), line);
    if (command.at().isPresent()) {
      return disclosure(
          actor,
          command,
          line,
          secrets.overridesAt(now.org(), line.ids(), Optional.empty(), command.at().get()));
    }
    List<StoredSecret> overrides = secrets.overrides(now.org(), line.ids(), Optional.empty());
    snapshot.ifPresent(
        then ->
            memory.keep(
                question(actor, command), new Basis(then.state(), then.role(), line, overrides)));
    return disclosure(actor, command, line, overrides);
  }

  /** Empty when memory has not got it all, or what it has does not hold any more. */
  private Optional<Outcome> fromMemory(RevealGate.Caller caller, Command command) {
    if (command.at().isPresent()) {
      return Optional.empty();
    }
    Optional<Basis> remembered = memory.find(question(caller.actor(), command));
    if (remembered.isEmpty()) {
      return Optional.empty();
    }
    Basis basis = remembered.get();
    Optional<Access> access =
        caller.recall().apply(basis.role()).filter(recalled -> basis.line().isUsable(recalled));
    if (access.isEmpty()) {
      return Optional.empty();
    }
    Disclosure<Outcome> disclosure =
        disclosure(caller.actor(), command, basis.line(), basis.overrides());
    if (disclosure.entry().isPresent()) {
      return gate.give(access.get(), basis.state(), disclosure);
    }
    return gate.isAt(access.get(), basis.state())
        ? Optional.of(disclosure.opening().get())
        : Optional.empty();
  }

  private Disclosure<Outcome> disclosure(
      Actor actor, Command command, EnvironmentLine line, List<StoredSecret> overrides) {
    if (command.isHeld().test(line.tag())) {
      return new Disclosure<>(Optional.empty(), () -> new Outcome.Unchanged(line));
    }
    AuditEntry entry =
        AuditEntry.allowed(actor, "environment.reveal", line.resource(command.address().project()));
    return new Disclosure<>(
        Optional.of(entry), () -> new Outcome.Revealed(line, open(command, line, overrides)));
  }

  private List<RevealedSecret> open(
      Command command, EnvironmentLine line, List<StoredSecret> overrides) {
    return EffectiveEnvironment.ofValues(line, false, overrides).secrets().values().stream()
        .filter(living -> command.selection().has(living.secret().version().place().name()))
        .limit(command.selection().limit())
        .map(this::open)
        .toList();
  }

  private RevealedSecret open(EffectiveEnvironment.Living<StoredSecret> living) {
    StoredSecret stored = living.secret();
    return new RevealedSecret(
        stored.version(),
        sealer.open(stored.version().place(), stored.sealed()),
        living.inheritedFrom().map(Environment::name));
  }

  private static Question question(Actor actor, Command command) {
    return new Question(actor.person(), command.address(), Optional.empty());
  }

  private RevealGate.Caller callerOf(Actor actor, OrgId org) {
    return new RevealGate.Caller(
        actor,
        org,
        () -> gatekeeper.require(actor, org, NEEDS),
        known -> gatekeeper.require(actor, org, NEEDS, known),
        role -> gatekeeper.recall(actor, org, NEEDS, new OrgThen(true, role)));
  }
}
