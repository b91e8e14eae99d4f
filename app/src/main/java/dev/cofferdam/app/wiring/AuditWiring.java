package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.http.audit.AuditUseCases;
import dev.cofferdam.adapters.postgres.audit.JdbiActorNames;
import dev.cofferdam.adapters.postgres.audit.JdbiAuditTrail;
import dev.cofferdam.adapters.postgres.audit.JdbiCheckpointStore;
import dev.cofferdam.adapters.postgres.audit.JdbiDueCheckpoints;
import dev.cofferdam.adapters.postgres.audit.JdbiOneAtATime;
import dev.cofferdam.app.background.CheckpointTurns;
import dev.cofferdam.app.background.Periodically;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.ChainWalk;
import dev.cofferdam.application.audit.EntryReader;
import dev.cofferdam.application.audit.ExportAudit;
import dev.cofferdam.application.audit.ListAudit;
import dev.cofferdam.application.audit.ListCheckpoints;
import dev.cofferdam.application.audit.OutsideCheckpoints;
import dev.cofferdam.application.audit.ShowAuditKeys;
import dev.cofferdam.application.audit.TakeCheckpoints;
import dev.cofferdam.application.audit.VerifyAudit;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.CheckpointStore;
import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.application.audit.port.ObjectStore;
import dev.cofferdam.application.audit.port.OneAtATime;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** The audit trail: who reads it, what proves it, and what is done for it over and over. */
final class AuditWiring {
  /** How often it is looked for chains that are due; each has its minute. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  final AuditUseCases useCases;
  private final TakeCheckpoints takeCheckpoints;
  private final OneAtATime oneAtATime;

  AuditWiring(
      DatabaseWiring database,
      Notary notary,
      ObjectStore objects,
      Gatekeeper gatekeeper,
      Clock clock) {
    AuditTrail trail = new JdbiAuditTrail(database.app);
    CheckpointStore checkpoints = new JdbiCheckpointStore(database.app);
    OutsideCheckpoints outside = new OutsideCheckpoints(objects, notary);
    ChainWalk walk = new ChainWalk(database.ledger, trail, checkpoints, notary);
    EntryReader reader = new EntryReader(database.addresses, new JdbiActorNames(database.app));
    oneAtATime = new JdbiOneAtATime(database.system);
    useCases =
        new AuditUseCases(
            new ListAudit(gatekeeper, database.ledger, trail, reader),
            new ExportAudit(gatekeeper, database.ledger, trail, reader),
            new VerifyAudit(gatekeeper, walk, outside, notary),
            new ListCheckpoints(gatekeeper, database.ledger, checkpoints),
            new ShowAuditKeys(notary));
    takeCheckpoints =
        new TakeCheckpoints(
            new JdbiDueCheckpoints(database.system),
            new TakeCheckpoints.Chains(database.ledger, trail, checkpoints),
            outside,
            notary,
            clock);
  }

  /** What goes on by itself, on one node at a time. */
  void background(LifecycleEnvironment lifecycle) {
    ScheduledExecutorService executor =
        lifecycle.scheduledExecutorService("audit").threads(1).build();
    CheckpointTurns turns = new CheckpointTurns(takeCheckpoints, oneAtATime);
    lifecycle.manage(
        new Periodically("taking audit checkpoints", turns::once, LOOK_EVERY, executor));
  }
}
