package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A project {@code shop} without environments, and all that can be done with some. */
final class BranchStage {
  static final Expectation ANYTHING = new Expectation.Anything();

  final InMemoryInstallation here = new InMemoryInstallation();
  final Actor ada;
  final OrgId org;
  final RevealGate gate = here.gate(here.world().reveals());
  final RevealMemory memory = new RevealMemory(1 << 20);
  final EnvironmentComparison comparison = new EnvironmentComparison(here.sealer());

  BranchStage() {
    InMemoryInstallation.Member owner = here.member("Ada");
    ada = owner.actor();
    org = owner.org();
    new CreateProject(
            here.gatekeeper(), world().ledger(), world().projects(), here.ids(), here.clock())
        .execute(ada, new CreateProject.Command(org, new ProjectName("shop"), ""));
  }

  InMemoryWorld world() {
    return here.world();
  }

  EnvironmentFinder.Address at(String environment) {
    return VaultStage.address(org, "shop", environment);
  }

  /** Lets time go by, and tells the time in between. */
  Instant tick() {
    here.clock().advance(Duration.ofSeconds(1));
    Instant between = here.clock().instant();
    here.clock().advance(Duration.ofSeconds(1));
    return between;
  }

  Environment create(String name) {
    return create(ada, name, Optional.empty(), false);
  }

  Environment branch(String parent, String name) {
    return create(ada, name, Optional.of(parent), false);
  }

  Environment create(Actor actor, String name, Optional<String> parent, boolean isProtected) {
    return new CreateEnvironment(
            here.gatekeeper(),
            world().ledger(),
            world().projects(),
            here.finder(),
            here.ids(),
            here.clock())
        .execute(
            actor,
            new CreateEnvironment.Command(at(name), parent.map(EnvironmentName::new), isProtected));
  }

  Environment update(
      Actor actor, String name, Optional<UpdateEnvironment.Move> move, Optional<Boolean> guarded) {
    return updates()
        .execute(
            actor,
            new UpdateEnvironment.Command(
                at(name), Optional.empty(), move, guarded, Optional.empty()))
        .environment();
  }

  Environment rename(String name, String newName) {
    return updates()
        .execute(
            ada,
            new UpdateEnvironment.Command(
                at(name),
                Optional.of(new EnvironmentName(newName)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .environment();
  }

  private UpdateEnvironment updates() {
    return new UpdateEnvironment(
        here.gatekeeper(), world().ledger(), here.finder(), world().tree(), here.clock());
  }

  Environment move(String name, String parent) {
    return update(ada, name, below(parent), Optional.empty());
  }

  static Optional<UpdateEnvironment.Move> below(String parent) {
    return Optional.of(new UpdateEnvironment.Move(Optional.of(new EnvironmentName(parent))));
  }

  static Optional<UpdateEnvironment.Move> toTheRoot() {
    return Optional.of(new UpdateEnvironment.Move(Optional.empty()));
  }

  Environment protect(String name) {
    return update(ada, name, Optional.empty(), Optional.of(true));
  }

  void delete(Actor actor, String name, DeleteEnvironment.Branches branches) {
    new DeleteEnvironment(
            here.gatekeeper(),
            world().ledger(),
            here.finder(),
            world().tree(),
            new BranchDetacher(
                world().tree(), world().secrets(), here.sealer(), here.writer(), here.clock()),
            here.clock())
        .execute(actor, new DeleteEnvironment.Command(at(name), branches, Optional.empty()));
  }

  Environment undelete(Actor actor, String name) {
    return new UndeleteEnvironment(
            here.gatekeeper(),
            world().ledger(),
            world().projects(),
            world().tree(),
            here.finder(),
            here.clock())
        .execute(actor, at(name))
        .environment();
  }

  ShowEnvironment.Outcome show(String name) {
    return new ShowEnvironment(here.gatekeeper(), world().ledger(), here.finder())
        .execute(ada, at(name));
  }

  SecretVersion put(String environment, String key, String value) {
    return new PutSecret(
            here.gatekeeper(),
            world().ledger(),
            here.finder(),
            world().secrets(),
            here.writer(),
            new SharedSecretWriter(world().sharedWrites(), here.sealer(), memory))
        .execute(
            ada,
            new PutSecret.Command(
                at(environment), new SecretName(key), SecretValue.ofText(value), "", ANYTHING))
        .version();
  }

  SecretVersion drop(String environment, String key, SecretChange change) {
    return drop(environment, key, change, ANYTHING);
  }

  SecretVersion drop(String environment, String key, SecretChange change, Expectation expectation) {
    return new DropSecret(
            here.gatekeeper(),
            world().ledger(),
            here.reader(),
            here.finder(),
            world().secrets(),
            here.writer())
        .execute(
            ada, new DropSecret.Command(at(environment), new SecretName(key), change, expectation));
  }

  SecretVersion restore(Actor actor, String environment, String key, long version) {
    return new RestoreSecret(
            here.gatekeeper(),
            world().ledger(),
            here.finder(),
            world().secrets(),
            here.sealer(),
            here.writer())
        .execute(
            actor,
            new RestoreSecret.Command(at(environment), new SecretName(key), version, ANYTHING));
  }

  RestoreEnvironment.Outcome restore(Actor actor, String environment, Instant at) {
    return new RestoreEnvironment(
            here.gatekeeper(),
            world().ledger(),
            here.finder(),
            world().secrets(),
            here.sealer(),
            here.writer())
        .execute(actor, new RestoreEnvironment.Command(at(environment), at, Optional.empty()));
  }

  List<SecretVersion> history(Actor actor, String environment, String key) {
    return lineage(actor, environment, key).stream().map(ListSecretHistory.Line::version).toList();
  }

  List<ListSecretHistory.Line> lineage(Actor actor, String environment, String key) {
    return new ListSecretHistory(
            here.gatekeeper(),
            world().ledger(),
            here.finder(),
            world().secrets(),
            world().versionRuns(),
            world().versionReaders())
        .execute(
            actor,
            new ListSecretHistory.Command(
                at(environment), new SecretName(key), Long.MAX_VALUE, 100));
  }

  ChangeSecrets changes() {
    return new ChangeSecrets(
        here.gatekeeper(), world().ledger(), here.finder(), world().secrets(), here.writer());
  }

  String value(String environment, String key) {
    return value(ada, environment, key);
  }

  String value(Actor actor, String environment, String key) {
    return textOf(revealed(actor, environment, key).secret());
  }

  RevealSecret.Outcome.Revealed revealed(Actor actor, String environment, String key) {
    return (RevealSecret.Outcome.Revealed)
        reveal(actor, new RevealSecret.Command(at(environment), new SecretName(key)));
  }

  RevealSecret.Outcome reveal(Actor actor, RevealSecret.Command command) {
    return new RevealSecret(
            here.gatekeeper(),
            gate,
            here.finder(),
            world().secrets(),
            here.sealer(),
            memory,
            here.references())
        .execute(actor, command);
  }

  String past(Actor actor, String environment, String key, RevealPastSecret.Moment moment) {
    return textOf(
        new RevealPastSecret(
                here.gatekeeper(),
                gate,
                here.finder(),
                here.reader(),
                world().secrets(),
                here.sealer())
            .execute(
                actor, new RevealPastSecret.Command(at(environment), new SecretName(key), moment)));
  }

  /** All values by key. */
  Map<String, String> values(Actor actor, String environment, Optional<Instant> at) {
    RevealEnvironment.Outcome outcome =
        reveal(
            actor,
            new RevealEnvironment.Command(
                at(environment), RevealEnvironment.Selection.ALL, at, false, tag -> false));
    Map<String, String> values = new LinkedHashMap<>();
    ((RevealEnvironment.Outcome.Revealed) outcome)
        .secrets()
        .forEach(secret -> values.put(secret.version().place().name().value(), textOf(secret)));
    return values;
  }

  RevealEnvironment.Outcome reveal(Actor actor, RevealEnvironment.Command command) {
    return new RevealEnvironment(
            here.gatekeeper(),
            gate,
            here.finder(),
            world().secrets(),
            here.sealer(),
            memory,
            here.references())
        .execute(actor, command);
  }

  Map<String, String> values(String environment) {
    return values(ada, environment, Optional.empty());
  }

  /** All values by key, as they are exported. */
  Map<String, String> export(Actor actor, String environment, boolean raw) {
    return export(gate, actor, environment, raw);
  }

  Map<String, String> export(RevealGate by, Actor actor, String environment, boolean raw) {
    Map<String, String> values = new LinkedHashMap<>();
    ExportSecrets.Outcome outcome = export(by, actor, environment, raw, "json", tag -> false);
    ((ExportSecrets.Outcome.Exported) outcome)
        .secrets()
        .forEach((name, value) -> values.put(name.value(), value.revealText().orElseThrow()));
    return values;
  }

  /** As who may have the file already. */
  ExportSecrets.Outcome export(
      RevealGate by,
      Actor actor,
      String environment,
      boolean raw,
      String format,
      Predicate<String> isHeld) {
    ExportReader whole = new ExportReader(here.reader(), here.references(), here.sealer());
    return new ExportSecrets(here.gatekeeper(), by, whole)
        .execute(actor, new ExportSecrets.Command(at(environment), raw, format, false, isHeld));
  }

  ListSecrets.Outcome list(Actor actor, String environment, Optional<Instant> at) {
    return new ListSecrets(here.gatekeeper(), world().ledger(), here.reader())
        .execute(actor, new ListSecrets.Command(at(environment), "", at, "", 100));
  }

  /** As a client that follows the cursor until there is none. */
  List<String> pages(String environment, String prefix, Optional<Instant> at, int limit) {
    ListSecrets list = new ListSecrets(here.gatekeeper(), world().ledger(), here.reader());
    List<String> all = new ArrayList<>();
    String after = "";
    while (true) {
      List<EffectiveEnvironment.Living<SecretVersion>> page =
          list.execute(ada, new ListSecrets.Command(at(environment), prefix, at, after, limit))
              .secrets();
      page.forEach(living -> all.add(named(living)));
      if (page.size() < limit) {
        return all;
      }
      after = page.get(limit - 1).secret().place().name().value();
    }
  }

  /** A key, its version and where it lives. */
  static String named(EffectiveEnvironment.Living<SecretVersion> living) {
    return living.secret().place().name()
        + "@"
        + living.secret().place().version()
        + " "
        + living.home().name();
  }

  List<String> diff(Actor actor, String environment, String with) {
    return described(
        new DiffEnvironments(here.gatekeeper(), gate, here.reader(), comparison)
            .execute(
                actor, new DiffEnvironments.Command(at(environment), new EnvironmentName(with)))
            .differences());
  }

  PromoteEnvironment.Outcome promote(
      Actor actor, String environment, String to, Optional<Long> expected) {
    return new PromoteEnvironment(
            here.gatekeeper(),
            world().ledger(),
            here.reader(),
            world().secrets(),
            comparison,
            here.writer())
        .execute(
            actor,
            new PromoteEnvironment.Command(at(environment), new EnvironmentName(to), expected));
  }

  static List<String> described(List<EnvironmentComparison.Difference> differences) {
    return differences.stream()
        .map(
            each ->
                (each.there().isEmpty() ? "+" : each.here().isEmpty() ? "-" : "~") + each.name())
        .toList();
  }

  /** Actions and resources in the org's audit trail, newest first. */
  List<String> trail(int newest) {
    List<ChainedEntry> all =
        world()
            .ledger()
            .read(Access.ofInstallation(org), () -> world().auditTrail().oldest(org, 1, 10_000));
    List<String> described = new ArrayList<>();
    for (ChainedEntry entry : all) {
      described.add(0, entry.action() + " " + entry.resource());
    }
    return described.subList(0, Math.min(newest, described.size()));
  }

  private static String textOf(RevealedSecret secret) {
    return secret.value().revealText().orElseThrow();
  }
}
