package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.archives.runs.CompressArchives;
import dev.cofferdam.adapters.http.runs.ArtifactResource;
import dev.cofferdam.adapters.postgres.events.JdbiOutbox;
import dev.cofferdam.adapters.postgres.runs.JdbiArtifactStore;
import dev.cofferdam.adapters.postgres.runs.JdbiRunLog;
import dev.cofferdam.adapters.postgres.runs.JdbiRunQueue;
import dev.cofferdam.adapters.postgres.runs.JdbiRunStore;
import dev.cofferdam.adapters.postgres.runs.JdbiRunTurns;
import dev.cofferdam.adapters.postgres.runs.JdbiUnfinishedRuns;
import dev.cofferdam.adapters.postgres.runs.JdbiUploadStore;
import dev.cofferdam.adapters.postgres.runs.JdbiWorkerStore;
import dev.cofferdam.adapters.postgres.vault.JdbiEnvironmentTree;
import dev.cofferdam.adapters.postgres.vault.JdbiProjectStore;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.runs.AbandonRun;
import dev.cofferdam.application.runs.ArtifactMeans;
import dev.cofferdam.application.runs.CreatePipeline;
import dev.cofferdam.application.runs.CreateUpload;
import dev.cofferdam.application.runs.ExecuteRun;
import dev.cofferdam.application.runs.FetchArtifact;
import dev.cofferdam.application.runs.ListArtifacts;
import dev.cofferdam.application.runs.LocalLogBell;
import dev.cofferdam.application.runs.PinnedValues;
import dev.cofferdam.application.runs.ReapSandboxes;
import dev.cofferdam.application.runs.RemoveSandbox;
import dev.cofferdam.application.runs.RequeueRun;
import dev.cofferdam.application.runs.RunAdmission;
import dev.cofferdam.application.runs.RunEnder;
import dev.cofferdam.application.runs.RunIntake;
import dev.cofferdam.application.runs.RunLogMeans;
import dev.cofferdam.application.runs.RunPolicy;
import dev.cofferdam.application.runs.RunReach;
import dev.cofferdam.application.runs.RunSecrets;
import dev.cofferdam.application.runs.RunSources;
import dev.cofferdam.application.runs.RunUploads;
import dev.cofferdam.application.runs.UploadPolicy;
import dev.cofferdam.application.runs.port.LogBell;
import dev.cofferdam.application.runs.port.RunLog;
import dev.cofferdam.application.runs.port.RunQueue;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.runs.port.RunTurns;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.UnfinishedRuns;
import dev.cofferdam.application.runs.port.WorkerStore;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.ReferenceReader;
import dev.cofferdam.application.vault.port.EnvironmentTree;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.domain.ids.IdSource;
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
  final RunTurns turns;
  final WorkerStore workers;
  final ArtifactMeans artifacts;
  final RunUploads uploads;
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
    this.turns = new JdbiRunTurns(database.app);
    this.workers = new JdbiWorkerStore(database.app);
    this.artifacts = new ArtifactMeans(new JdbiArtifactStore(database.app), keys.contents);
    this.uploads =
        new RunUploads(
            new JdbiUploadStore(database.app), keys.contents, UploadPolicy.DEFAULT.used());
  }

  /**
   * @param ring told when runs were let in
   */
  RunQueue queue(Runnable ring, IdSource ids) {
    return new JdbiRunQueue(database.system, new JdbiOutbox(database.system, ring), ids);
  }

  ArtifactResource.Artifacts artifacts(Gatekeeper gatekeeper) {
    return new ArtifactResource.Artifacts(
        new ListArtifacts(gatekeeper, database.ledger, runs, artifacts.artifacts()),
        new FetchArtifact(gatekeeper, database.ledger, runs, artifacts));
  }

  /** How pipelines become queued runs. */
  RunIntake intake(
      RunReach reach, RunAdmission admission, Outbox outbox, CreatePipeline.RunIdentity identity) {
    return new RunIntake(runs, outbox, new RunSources(reach, uploads), admission, identity);
  }

  CreateUpload createUpload(Gatekeeper gatekeeper, CreatePipeline.RunIdentity identity) {
    return new CreateUpload(
        gatekeeper,
        database.ledger,
        new CompressArchives(),
        uploads,
        UploadPolicy.DEFAULT,
        identity);
  }

  ReapSandboxes reaper(Sandbox sandbox) {
    return new ReapSandboxes(sandbox, unfinished);
  }

  RunEnder ender(UsageLedger usage) {
    return new RunEnder(database.ledger, runs, usage, bell, clock);
  }

  /**
   * What a worker does its work with.
   *
   * @param roomAgain told when a slot has become free
   */
  record WorkerMeans(RunPolicy policy, ScheduledExecutorService timer, Runnable roomAgain) {}

  /** What a worker's activities do. */
  RunWorker.Activities activities(
      Sandbox sandbox, SecretStore secrets, UsageLedger usage, WorkerMeans means) {
    RunEnder ender = ender(usage);
    EnvironmentTree tree = new JdbiEnvironmentTree(database.app);
    ProjectStore projects = new JdbiProjectStore(database.app);
    EnvironmentFinder finder = new EnvironmentFinder(projects, tree, clock);
    RunLogMeans logMeans = new RunLogMeans(database.ledger, log, bell, means.timer());
    ExecuteRun execute =
        new ExecuteRun(
            database.ledger,
            runs,
            new RunSecrets(
                database.ledger,
                runs,
                projects,
                tree,
                new ReferenceReader(finder, secrets, keys.sealer),
                new PinnedValues(secrets, keys.sealer),
                usage),
            sandbox,
            ender,
            new ExecuteRun.Execution(logMeans, artifacts, uploads, means.policy(), clock));
    RemoveSandbox remove = new RemoveSandbox(database.ledger, runs, sandbox);
    return new RunWorker.Activities(
        new RunPipelineActivitiesImpl(execute, remove, means.timer(), means.roomAgain()),
        new AbandonRunActivitiesImpl(new AbandonRun(ender), new RequeueRun(database.ledger, runs)));
  }
}
