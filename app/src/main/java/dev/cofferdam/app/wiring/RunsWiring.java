package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.postgres.runs.JdbiRunLog;
import dev.cofferdam.adapters.postgres.runs.JdbiRunStore;
import dev.cofferdam.adapters.postgres.runs.JdbiUnfinishedRuns;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.runs.AbandonRun;
import dev.cofferdam.application.runs.ExecuteRun;
import dev.cofferdam.application.runs.LocalLogBell;
import dev.cofferdam.application.runs.ReapSandboxes;
import dev.cofferdam.application.runs.ReconcileRuns;
import dev.cofferdam.application.runs.RemoveSandbox;
import dev.cofferdam.application.runs.RunEnder;
import dev.cofferdam.application.runs.RunLogMeans;
import dev.cofferdam.application.runs.RunPolicy;
import dev.cofferdam.application.runs.RunSecrets;
import dev.cofferdam.application.runs.port.LogBell;
import dev.cofferdam.application.runs.port.RunLauncher;
import dev.cofferdam.application.runs.port.RunLog;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.UnfinishedRuns;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.workflows.runs.AbandonRunActivitiesImpl;
import dev.cofferdam.workflows.runs.RunPipelineActivitiesImpl;
import dev.cofferdam.workflows.runs.RunWorker;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/** Runs, as a worker executes them. */
final class RunsWiring {
  final RunStore runs;
  final RunLog log;
  final LogBell bell = new LocalLogBell();
  private final UnfinishedRuns unfinished;
  private final DatabaseWiring database;
  private final KeyWiring keys;
  private final Clock clock;

  RunsWiring(DatabaseWiring database, KeyWiring keys, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
    this.runs = new JdbiRunStore(database.app);
    this.log = new JdbiRunLog(database.app);
    this.unfinished = new JdbiUnfinishedRuns(database.system);
  }

  ReconcileRuns reconciler(RunLauncher launcher) {
    return new ReconcileRuns(unfinished, launcher);
  }

  ReapSandboxes reaper(Sandbox sandbox) {
    return new ReapSandboxes(sandbox, unfinished);
  }

  RunEnder ender(UsageLedger usage) {
    return new RunEnder(database.ledger, runs, usage, bell, clock);
  }

  /** What a worker's activities do. */
  RunWorker.Activities activities(
      Sandbox sandbox,
      SecretStore secrets,
      UsageLedger usage,
      RunPolicy policy,
      ScheduledExecutorService timer) {
    RunEnder ender = ender(usage);
    RunLogMeans means = new RunLogMeans(database.ledger, log, bell, timer);
    ExecuteRun execute =
        new ExecuteRun(
            database.ledger,
            runs,
            new RunSecrets(database.ledger, runs, secrets, keys.sealer, usage),
            sandbox,
            ender,
            new ExecuteRun.Execution(means, policy, clock));
    RemoveSandbox remove = new RemoveSandbox(database.ledger, runs, sandbox);
    return new RunWorker.Activities(
        new RunPipelineActivitiesImpl(execute, remove, timer),
        new AbandonRunActivitiesImpl(new AbandonRun(ender)));
  }
}
