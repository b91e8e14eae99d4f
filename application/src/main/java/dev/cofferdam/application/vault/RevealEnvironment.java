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
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  private final ReferenceReader references;

  public RevealEnvironment(
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
   * @param at the moment it is read as of; empty for now. What was there then comes as it was
   *     written
   * @param raw whether values are wanted as they were written, with their references
   * @param isHeld whether the caller has what a tag stands for already
   */
  public record Command(
      EnvironmentFinder.Address address,
      Selection selection,
      Optional<Instant> at,
      boolean raw,
      Predicate<String> isHeld) {
    /** What of the environment as it is now. */
    private Asked asked() {
      return new Asked(selection, raw);
    }
  }

  private record Asked(Selection selection, boolean raw) {}

  /** What comes of it; the tag covers all of the line, and where references led to. */
  public sealed interface Outcome {
    EnvironmentLine line();

    String tag();

    record Revealed(EnvironmentLine line, String tag, List<RevealedSecret> secrets)
        implements Outcome {
      public Revealed {
        secrets = List.copyOf(secrets);
      }
    }

    /** The caller has it as it is. */
    record Unchanged(EnvironmentLine line, String tag) implements Outcome {}
  }

  /**
   * @throws Refusal {@code forbidden} where part of it lives where the caller may not read; {@code
   *     invalid_field} for an {@code at} that is out of range; {@code unresolved_reference}; {@code
   *     overloaded}
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
      List<StoredSecret> then =
          secrets.overridesAt(now.org(), line.ids(), Optional.empty(), command.at().get());
      return disclosure(actor, command, asWritten(line, open(command, line, then)));
    }
    List<StoredSecret> overrides = secrets.overrides(now.org(), line.ids(), Optional.empty());
    snapshot.ifPresent(
        then ->
            memory.keep(
                question(actor, command), new Basis(then.state(), then.role(), line, overrides)));
    List<RevealedSecret> written = open(command, line, overrides);
    return disclosure(
        actor,
        command,
        isWhole(command, written)
            ? asWritten(line, written)
            : resolved(now, command, line, written));
  }

  /** Whether these are what is asked for as they were written. */
  private static boolean isWhole(Command command, List<RevealedSecret> written) {
    return command.raw() || written.stream().noneMatch(each -> each.value().mayRefer());
  }

  /**
   * @param sources where else something was read for them
   * @param others what that was
   */
  private record Shown(
      EnvironmentLine line,
      String tag,
      List<RevealedSecret> secrets,
      List<Source> sources,
      List<Seen> others) {}

  private static Shown asWritten(EnvironmentLine line, List<RevealedSecret> written) {
    return new Shown(line, line.tag(), written, List.of(), List.of());
  }

  private Shown resolved(
      Access now, Command command, EnvironmentLine line, List<RevealedSecret> written) {
    ReferenceReader.Whole whole = references.resolve(now, command.address(), valuesOf(written));
    List<Source> others =
        whole.sources().stream()
            .filter(source -> !source.line().own().id().equals(line.own().id()))
            .toList();
    return resolved(line, written, whole.secrets(), others, whole.seen());
  }

  private static SortedMap<SecretName, SecretValue> valuesOf(List<RevealedSecret> written) {
    SortedMap<SecretName, SecretValue> values = new TreeMap<>();
    written.forEach(each -> values.put(each.version().place().name(), each.value()));
    return values;
  }

  /** Never has the tag of what was written, which a list without values has too. */
  private static Shown resolved(
      EnvironmentLine line,
      List<RevealedSecret> written,
      Map<SecretName, SecretValue> values,
      List<Source> others,
      List<Seen> seen) {
    List<RevealedSecret> secrets =
        written.stream()
            .map(
                each ->
                    new RevealedSecret(
                        each.version(),
                        values.get(each.version().place().name()),
                        each.inheritedFrom()))
            .toList();
    String content =
        others.stream()
            .map(Source::tag)
            .collect(Collectors.joining(" ", "resolved " + line.tag() + " ", ""));
    return new Shown(
        line, line.own().version() + "-" + ContentTag.of(content), secrets, others, seen);
  }

  /**
   * Empty when memory has not got it all, which it never has of what values refer to in other
   * environments, or what it has does not hold any more.
   */
  private Optional<Outcome> fromMemory(RevealGate.Caller caller, Command command) {
    if (command.at().isPresent()) {
      return Optional.empty();
    }
    return memory.recalling(
        question(caller.actor(), command), basis -> from(basis, caller, command));
  }

  private Optional<Outcome> from(Basis basis, RevealGate.Caller caller, Command command) {
    Optional<Access> access =
        caller.recall().apply(basis.role()).filter(recalled -> basis.line().isUsable(recalled));
    if (access.isEmpty()) {
      return Optional.empty();
    }
    Optional<Shown> shown;
    try {
      Optional<String> held =
          memory.tag(basis.state(), command.address(), command.asked()).filter(command.isHeld());
      shown =
          held.map(tag -> new Shown(basis.line(), tag, List.of(), List.of(), List.of()))
              .or(() -> shown(command, basis));
    } catch (SealBroken underARetiredKey) {
      return Optional.empty();
    }
    shown.ifPresent(
        each -> memory.keepTag(basis.state(), command.address(), command.asked(), each.tag()));
    return shown.flatMap(
        each -> give(access.get(), basis, disclosure(caller.actor(), command, each)));
  }

  private Optional<Shown> shown(Command command, Basis basis) {
    List<RevealedSecret> written = open(command, basis.line(), basis.overrides());
    if (isWhole(command, written)) {
      return Optional.of(asWritten(basis.line(), written));
    }
    Map<SecretName, Living<StoredSecret>> own =
        EffectiveEnvironment.ofValues(basis.line(), false, basis.overrides()).secrets();
    return ReferenceReader.resolveWithin(
            command.address(),
            valuesOf(written),
            name -> Optional.ofNullable(own.get(name)).map(living -> open(living).value()))
        .map(values -> resolved(basis.line(), written, values, List.of(), List.of()));
  }

  private Optional<Outcome> give(Access access, Basis basis, Disclosure<Outcome> disclosure) {
    if (disclosure.entry().isPresent()) {
      return gate.give(access, basis.state(), disclosure);
    }
    return gate.isAt(access, basis.state())
        ? Optional.of(disclosure.opening().get())
        : Optional.empty();
  }

  private static Disclosure<Outcome> disclosure(Actor actor, Command command, Shown shown) {
    EnvironmentLine line = shown.line();
    if (command.isHeld().test(shown.tag())) {
      return new Disclosure<>(Optional.empty(), () -> new Outcome.Unchanged(line, shown.tag()));
    }
    AuditEntry entry =
        AuditEntry.allowed(
            actor,
            "environment.reveal",
            line.resource(command.address().project(), Source.with(shown.sources())));
    return new Disclosure<>(
        Optional.of(entry),
        Stream.concat(line.seen().stream(), shown.others().stream()).toList(),
        () -> new Outcome.Revealed(line, shown.tag(), shown.secrets()));
  }

  private List<RevealedSecret> open(
      Command command, EnvironmentLine line, List<StoredSecret> overrides) {
    return EffectiveEnvironment.ofValues(line, false, overrides).secrets().values().stream()
        .filter(living -> command.selection().has(living.secret().version().place().name()))
        .limit(command.selection().limit())
        .map(this::open)
        .toList();
  }

  private RevealedSecret open(Living<StoredSecret> living) {
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
