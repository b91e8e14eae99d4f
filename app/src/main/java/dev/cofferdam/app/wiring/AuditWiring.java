package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.http.audit.AuditUseCases;
import dev.cofferdam.adapters.postgres.audit.JdbiActorNames;
import dev.cofferdam.adapters.postgres.audit.JdbiAuditTrail;
import dev.cofferdam.adapters.postgres.audit.JdbiCheckpointStore;
import dev.cofferdam.adapters.postgres.audit.JdbiDueCheckpoints;
import dev.cofferdam.adapters.postgres.audit.JdbiOneAtATime;
import dev.cofferdam.adapters.postgres.audit.JdbiTrailTrimmer;
import dev.cofferdam.adapters.postgres.vault.JdbiVaultFacts;
import dev.cofferdam.app.background.AuditTurns;
import dev.cofferdam.app.background.Periodically;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.ChainWalk;
import dev.cofferdam.application.audit.EntryReader;
import dev.cofferdam.application.audit.ExportAudit;
import dev.cofferdam.application.audit.ListAudit;
import dev.cofferdam.application.audit.ListCheckpoints;
import dev.cofferdam.application.audit.OutsideCheckpoints;
import dev.cofferdam.application.audit.RowWalk;
import dev.cofferdam.application.audit.ShowAuditKeys;
import dev.cofferdam.application.audit.TakeCheckpoints;
import dev.cofferdam.application.audit.TrimAudit;
import dev.cofferdam.application.audit.VerifyAudit;
import dev.cofferdam.application.audit.port.AuditRetention;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.CheckpointStore;
import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.application.audit.port.ObjectStore;
import dev.cofferdam.application.audit.port.OneAtATime;
import dev.cofferdam.application.vault.VaultEvidence;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** The audit trail: who reads it, what proves it, and what is done for it over and over. */
final class AuditWiring {
  /** How often it is looked for chains that are due; each has its minute. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private static final Duration TRIM_EVERY = Duration.ofHours(1);

  final AuditUseCases useCases;
  private final TakeCheckpoints takeCheckpoints;
  private final TrimAudit trimAudit;
  private final OneAtATime oneAtATime;

  AuditWiring(
      DatabaseWiring database,
      KeyWiring keys,
      ObjectStore objects,
      Gatekeeper gatekeeper,
      AuditRetention retention,
      Clock clock) {
    Notary notary = keys.notary;
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
            new VerifyAudit(gatekeeper, walk, rowWalk(database, keys), outside, notary),
            new ListCheckpoints(gatekeeper, database.ledger, checkpoints),
            new ShowAuditKeys(notary));
    TakeCheckpoints.Chains chains = new TakeCheckpoints.Chains(database.ledger, trail, checkpoints);
    takeCheckpoints =
        new TakeCheckpoints(
            new JdbiDueCheckpoints(database.system), chains, outside, notary, clock);
    trimAudit =
        new TrimAudit(
            new JdbiTrailTrimmer(database.system), retention, chains, walk, outside, notary, clock);
  }

  private static RowWalk rowWalk(DatabaseWiring database, KeyWiring keys) {
    return new RowWalk(
        database.ledger,
        new JdbiAuditTrail(database.app),
        new JdbiCheckpointStore(database.app),
        keys.notary,
        new VaultEvidence(new JdbiVaultFacts(database.app), keys.sealer));
  }

  /** What goes on by itself, on one node at a time. */
  void background(LifecycleEnvironment lifecycle) {
    ScheduledExecutorService executor =
        lifecycle.scheduledExecutorService("audit").threads(2).build();
    AuditTurns turns = new AuditTurns(takeCheckpoints, trimAudit, oneAtATime);
    lifecycle.manage(
        new Periodically("taking audit checkpoints", turns::takeCheckpoints, LOOK_EVERY, executor));
    lifecycle.manage(new Periodically("trimming audit trails", turns::trim, TRIM_EVERY, executor));
  }
}
