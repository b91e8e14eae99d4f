package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.vault.EffectiveEnvironment.Living;
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
import dev.cofferdam.domain.vault.SecretName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Shows a secret's value, also one that is inherited. Who has it already is told so: that gives
 * nothing away, so it is neither recorded nor counted.
 */
public final class RevealSecret {
  public static final Permission NEEDS = Permission.SECRET_READ;

  private final Gatekeeper gatekeeper;
  private final RevealGate gate;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final Sealer sealer;
  private final RevealMemory memory;

  public RevealSecret(
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
   * @param isHeld whether the caller has what a tag stands for already and needs to know no more
   *     than that
   */
  public record Command(
      EnvironmentFinder.Address address, SecretName name, Predicate<String> isHeld) {
    public Command(EnvironmentFinder.Address address, SecretName name) {
      this(address, name, tag -> false);
    }
  }

  /**
   * What comes of it. Its tag is the version of the environment's own override, such as {@code 3};
   * for what is inherited {@code 0-0123456789abcdef}.
   */
  public sealed interface Outcome {
    String tag();

    record Revealed(RevealedSecret secret, String tag) implements Outcome {}

    /** The caller has the newest version. */
    record Unchanged(String tag) implements Outcome {}
  }

  /**
   * @throws Refusal {@code secret_not_found}; {@code forbidden} where it may live where the caller
   *     may not read; {@code overloaded}
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
    EnvironmentLine line = finder.line(now, command.address(), Optional.empty());
    EnvironmentLine usable = line.usableBy(now);
    List<StoredSecret> overrides =
        secrets.overrides(now.org(), usable.ids(), Optional.of(command.name()));
    if (overrides.isEmpty()) {
      finder.requireWhole(now, command.address().project(), line);
    }
    Living<StoredSecret> living =
        find(usable, command, overrides).orElseThrow(() -> Refusal.notFound("secret"));
    if (usable.equals(line)) {
      snapshot.ifPresent(
          then ->
              memory.keep(
                  question(actor, command), new Basis(then.state(), then.role(), line, overrides)));
    }
    return disclosure(actor, command, living);
  }

  private static Optional<Living<StoredSecret>> find(
      EnvironmentLine line, Command command, List<StoredSecret> overrides) {
    return Optional.ofNullable(
        EffectiveEnvironment.ofValues(line, false, overrides).secrets().get(command.name()));
  }

  /** Empty when memory has not got it all, or what it has does not hold any more. */
  private Optional<Outcome> fromMemory(RevealGate.Caller caller, Command command) {
    Optional<Basis> remembered = memory.find(question(caller.actor(), command));
    if (remembered.isEmpty()) {
      return Optional.empty();
    }
    Basis basis = remembered.get();
    Optional<Access> access =
        caller.recall().apply(basis.role()).filter(recalled -> basis.line().isUsable(recalled));
    Optional<Living<StoredSecret>> living = find(basis.line(), command, basis.overrides());
    if (access.isEmpty() || living.isEmpty()) {
      return Optional.empty();
    }
    Disclosure<Outcome> disclosure = disclosure(caller.actor(), command, living.get());
    if (disclosure.entry().isPresent()) {
      return gate.give(access.get(), basis.state(), disclosure);
    }
    return gate.isAt(access.get(), basis.state())
        ? Optional.of(disclosure.opening().get())
        : Optional.empty();
  }

  private Disclosure<Outcome> disclosure(
      Actor actor, Command command, Living<StoredSecret> living) {
    StoredSecret stored = living.secret();
    String tag = tagOf(living);
    if (command.isHeld().test(tag)) {
      return new Disclosure<>(Optional.empty(), () -> new Outcome.Unchanged(tag));
    }
    String label = command.address().project() + "/" + living.home().name() + "/" + command.name();
    AuditEntry entry =
        AuditEntry.allowed(
            actor, "secret.reveal", "secret:" + label + "@" + stored.version().place().version());
    return new Disclosure<>(
        Optional.of(entry),
        () ->
            new Outcome.Revealed(
                new RevealedSecret(
                    stored.version(),
                    sealer.open(stored.version().place(), stored.sealed()),
                    living.inheritedFrom().map(home -> home.name())),
                tag));
  }

  private static String tagOf(Living<StoredSecret> living) {
    long version = living.secret().version().place().version();
    return living.inherited()
        ? "0-" + ContentTag.of(living.home().id() + "@" + version + living.home().name())
        : Long.toString(version);
  }

  private static Question question(Actor actor, Command command) {
    return new Question(actor.person(), command.address(), Optional.of(command.name()));
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
