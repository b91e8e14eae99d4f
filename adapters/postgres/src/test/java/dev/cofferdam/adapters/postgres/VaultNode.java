package dev.cofferdam.adapters.postgres;

import com.codahale.metrics.MetricRegistry;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.port.RefusalTrail;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.Expectation;
import dev.cofferdam.application.vault.PutSecret;
import dev.cofferdam.application.vault.ReferenceReader;
import dev.cofferdam.application.vault.RevealGate;
import dev.cofferdam.application.vault.RevealMemory;
import dev.cofferdam.application.vault.RevealSecret;
import dev.cofferdam.application.vault.SecretWriter;
import dev.cofferdam.application.vault.SharedSecretWriter;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.time.Clock;
import java.util.function.Consumer;

/** A process with a memory and a group commit of its own, as far as single secrets go. */
final class VaultNode implements AutoCloseable {
  private final GroupCommit commits;
  private final RevealSecret reveal;
  private final PutSecret put;

  VaultNode(
      String name, TestDatabase database, JdbiWorld world, Sealer sealer, RefusalTrail refusals) {
    this(name, database, world, sealer, refusals, org -> {});
  }

  /**
   * @param told hears of each org that its shared commits told events of
   */
  VaultNode(
      String name,
      TestDatabase database,
      JdbiWorld world,
      Sealer sealer,
      RefusalTrail refusals,
      Consumer<OrgId> told) {
    commits =
        GroupCommit.start(
            ConnectionPool.open(name, database.appUrl(), 1, new MetricRegistry()),
            database.transactions(),
            Clock.systemUTC(),
            1_000,
            told);
    EnvironmentFinder finder =
        new EnvironmentFinder(world.projects(), world.tree(), Clock.systemUTC());
    Gatekeeper gatekeeper = new Gatekeeper(world.orgs(), refusals);
    RevealMemory memory = new RevealMemory(1 << 20);
    reveal =
        new RevealSecret(
            gatekeeper,
            new RevealGate(
                world.ledger(),
                world.auditTrail(),
                world.orgs(),
                new JdbiReveals(commits, TestDatabase.ADDRESSES),
                world.usage(),
                world.sightings()),
            finder,
            world.secrets(),
            sealer,
            memory,
            new ReferenceReader(finder, world.secrets(), sealer));
    put =
        new PutSecret(
            gatekeeper,
            world.ledger(),
            finder,
            world.secrets(),
            new SecretWriter(world.secrets(), sealer, world.usage(), Clock.systemUTC()),
            new SharedSecretWriter(
                new JdbiSharedWrites(commits, TestDatabase.ADDRESSES), sealer, memory));
  }

  String reveal(Actor actor, EnvironmentFinder.Address where, SecretName name) {
    RevealSecret.Outcome outcome = reveal.execute(actor, new RevealSecret.Command(where, name));
    return ((RevealSecret.Outcome.Revealed) outcome).secret().value().revealText().orElseThrow();
  }

  /** Returns the version that it became. */
  long put(Actor actor, EnvironmentFinder.Address where, SecretName name, String value) {
    return put(actor, where, name, value, new Expectation.Anything());
  }

  /** Returns the version that it became. */
  long put(
      Actor actor,
      EnvironmentFinder.Address where,
      SecretName name,
      String value,
      Expectation expectation) {
    return put.execute(
            actor, new PutSecret.Command(where, name, SecretValue.ofText(value), "", expectation))
        .version()
        .place()
        .version();
  }

  @Override
  public void close() {
    commits.close();
  }
}
