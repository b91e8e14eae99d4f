package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.vault.ReferenceLookup.Source;
import dev.cofferdam.application.vault.RevealGate.Disclosure;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Gives away all values of an environment, also inherited ones: all of them, or none. One audit
 * entry says which versions of which environments they came from, also those that references led
 * to; it is committed before, and counts as one read.
 */
public final class ExportSecrets {
  public static final Permission NEEDS = Permission.SECRET_READ;

  private final Gatekeeper gatekeeper;
  private final RevealGate gate;
  private final ExportReader reader;

  public ExportSecrets(Gatekeeper gatekeeper, RevealGate gate, ExportReader reader) {
    this.gatekeeper = gatekeeper;
    this.gate = gate;
    this.reader = reader;
  }

  /**
   * @param raw whether values are wanted as they were written, with their references
   * @param format its name, for the audit trail
   * @param forTeam whether every member is going to be able to read it
   * @param isHeld whether the caller has the file that a tag stands for already
   */
  public record Command(
      EnvironmentFinder.Address address,
      boolean raw,
      String format,
      boolean forTeam,
      Predicate<String> isHeld) {}

  /** What comes of it; the tag stands for the file, and covers where references led to. */
  public sealed interface Outcome {
    String tag();

    /**
     * @param secrets by name
     */
    record Exported(String tag, SortedMap<SecretName, SecretValue> secrets) implements Outcome {
      public Exported {
        secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
      }
    }

    /** The caller has it as it is: nothing is given away, which is no reveal. */
    record Unchanged(String tag) implements Outcome {}
  }

  /**
   * @throws Refusal {@code project_not_found}, {@code environment_not_found}; {@code invalid_field}
   *     for what is protected and would be for the team; {@code forbidden} where part of it lives
   *     where the caller may not read; {@code unresolved_reference}, {@code too_large}; {@code
   *     overloaded}
   */
  public Outcome execute(Actor actor, Command command) {
    return gate.<Outcome>pass(
        callerOf(actor, command.address().org()),
        (now, snapshot) -> decide(actor, command, read(now, command)));
  }

  private ExportReader.Whole read(Access now, Command command) {
    return command.raw()
        ? reader.written(now, command.address())
        : reader.resolved(now, command.address());
  }

  private static Disclosure<Outcome> decide(
      Actor actor, Command command, ExportReader.Whole whole) {
    if (command.forTeam() && whole.isProtected()) {
      throw Refusal.invalid(
          "recipient",
          "must be named for a protected environment: what is for the team every member can read");
    }
    String tag = whole.tag((command.raw() ? "raw " : "resolved ") + command.format());
    if (command.isHeld().test(tag)) {
      return new Disclosure<>(Optional.empty(), () -> new Outcome.Unchanged(tag));
    }
    String manner = " as " + command.format() + Source.with(whole.sources());
    AuditEntry entry =
        AuditEntry.allowed(
            actor,
            "environment.export",
            whole.line().resource(command.address().project(), manner));
    return new Disclosure<>(
        Optional.of(entry), whole.seen(), () -> new Outcome.Exported(tag, whole.secrets()));
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
