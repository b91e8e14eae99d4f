package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.audit.port.Seen;
import dev.cofferdam.application.vault.EffectiveEnvironment.Living;
import dev.cofferdam.application.vault.ReferenceLookup.Source;
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
import dev.cofferdam.domain.vault.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  private final ReferenceReader references;

  public RevealSecret(
      Gatekeeper gatekeeper,
      RevealGate gate,
      EnvironmentFinder finder,
      SecretStore secrets,
      Sealer sealer,
      RevealMemory memory,
      ReferenceReader references) {
    this.gatekeeper = gatekeeper;
    this.gate = gate;
    this.finder = finder;
    this.secrets = secrets;
    this.sealer = sealer;
    this.memory = memory;
    this.references = references;
  }

  /**
   * @param raw whether the value is wanted as it was written, with its references
   * @param isHeld whether the caller has what a tag stands for already and needs to know no more
   *     than that
   */
  public record Command(
      EnvironmentFinder.Address address, SecretName name, boolean raw, Predicate<String> isHeld) {
    public Command(EnvironmentFinder.Address address, SecretName name) {
      this(address, name, false, tag -> false);
    }
  }

  /**
   * What comes of it. Its tag is the version of the environment's own override, such as {@code 3};
   * for what is inherited {@code 0-0123456789abcdef}; of a value that references were resolved in
   * {@code 3-0123456789abcdef}.
   */
  public sealed interface Outcome {
    String tag();

    record Revealed(RevealedSecret secret, String tag) implements Outcome {}

    /** The caller has the newest version. */
    record Unchanged(String tag) implements Outcome {}
  }

  /**
   * @throws Refusal {@code secret_not_found}; {@code forbidden} where it may live where the caller
   *     may not read; {@code unresolved_reference}; {@code overloaded}
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
    SecretValue written = open(living);
    if (isWhole(command, written)) {
      return disclosure(actor, command, living, asWritten(living, written));
    }
    SecretName name = command.name();
    ReferenceReader.Whole whole =
        references.resolve(now, command.address(), new TreeMap<>(Map.of(name, written)));
    return disclosure(actor, command, living, resolved(living, whole.secrets().get(name), whole));
  }

  /** Whether a value is what is asked for as it was written. */
  private static boolean isWhole(Command command, SecretValue written) {
    return command.raw() || !written.mayRefer();
  }

  private SecretValue open(Living<StoredSecret> living) {
    return sealer.open(living.secret().version().place(), living.secret().sealed());
  }

  /**
   * @param sources where else something was read for it
   * @param others what that was
   */
  private record Shown(
      RevealedSecret secret, List<Source> sources, List<Seen> others, String tag) {}

  private static Shown asWritten(Living<StoredSecret> living, SecretValue value) {
    long version = living.secret().version().place().version();
    return new Shown(
        revealed(living, value),
        List.of(),
        List.of(),
        living.inherited() ? "0-" + ContentTag.of(contentOf(living)) : Long.toString(version));
  }

  /** Never has the tag of what was written, which whoever wrote it has. */
  private static Shown resolved(
      Living<StoredSecret> living, SecretValue value, ReferenceReader.Whole whole) {
    long version = living.inherited() ? 0 : living.secret().version().place().version();
    String content =
        whole.sources().stream()
            .map(Source::tag)
            .collect(Collectors.joining(" ", "resolved " + contentOf(living) + " ", ""));
    return new Shown(
        revealed(living, value),
        whole.sources(),
        whole.seen(),
        version + "-" + ContentTag.of(content));
  }

  private static RevealedSecret revealed(Living<StoredSecret> living, SecretValue value) {
    return new RevealedSecret(
        living.secret().version(), value, living.inheritedFrom().map(home -> home.name()));
  }

  private static String contentOf(Living<StoredSecret> living) {
    long version = living.secret().version().place().version();
    return living.home().id() + "@" + version + living.home().name();
  }

  private static Optional<Living<StoredSecret>> find(
      EnvironmentLine line, Command command, List<StoredSecret> overrides) {
    return Optional.ofNullable(
        EffectiveEnvironment.ofValues(line, false, overrides).secrets().get(command.name()));
  }

  /**
   * Empty when memory has not got it all, which it never has of what a value refers to, or what it
   * has does not hold any more.
   */
  private Optional<Outcome> fromMemory(RevealGate.Caller caller, Command command) {
    return memory.recalling(
        question(caller.actor(), command), basis -> from(basis, caller, command));
  }

  private Optional<Outcome> from(Basis basis, RevealGate.Caller caller, Command command) {
    Optional<Access> access =
        caller.recall().apply(basis.role()).filter(recalled -> basis.line().isUsable(recalled));
    Optional<Living<StoredSecret>> living = find(basis.line(), command, basis.overrides());
    if (access.isEmpty() || living.isEmpty()) {
      return Optional.empty();
    }
    SecretValue written;
    try {
      written = open(living.get());
    } catch (SealBroken underARetiredKey) {
      return Optional.empty();
    }
    if (!isWhole(command, written)) {
      return Optional.empty();
    }
    Disclosure<Outcome> disclosure =
        disclosure(caller.actor(), command, living.get(), asWritten(living.get(), written));
    if (disclosure.entry().isPresent()) {
      return gate.give(access.get(), basis.state(), disclosure);
    }
    return gate.isAt(access.get(), basis.state())
        ? Optional.of(disclosure.opening().get())
        : Optional.empty();
  }

  private static Disclosure<Outcome> disclosure(
      Actor actor, Command command, Living<StoredSecret> living, Shown shown) {
    if (command.isHeld().test(shown.tag())) {
      return new Disclosure<>(Optional.empty(), () -> new Outcome.Unchanged(shown.tag()));
    }
    String label = command.address().project() + "/" + living.home().name() + "/" + command.name();
    AuditEntry entry =
        AuditEntry.allowed(
            actor,
            "secret.reveal",
            "secret:"
                + label
                + Source.with(shown.sources())
                + "@"
                + living.secret().version().place().version());
    return new Disclosure<>(
        Optional.of(entry),
        Stream.concat(Stream.of(ReferenceReader.seen(living)), shown.others().stream())
            .distinct()
            .toList(),
        () -> new Outcome.Revealed(shown.secret(), shown.tag()));
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
