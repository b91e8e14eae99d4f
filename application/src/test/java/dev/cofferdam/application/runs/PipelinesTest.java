package dev.cofferdam.application.runs;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.runs.port.InMemoryRunLauncher;
import dev.cofferdam.application.runs.port.RunLog;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.Step;
import dev.cofferdam.domain.runs.Worker;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accepting, showing, canceling, abandoning and reconciling pipelines, and reading their logs. */
final class PipelinesTest {
  private final RunsStage stage = new RunsStage();

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void acceptsAPipelineAndHasItStarted() {
    RunId id = stage.queued("make", "make test");
    Run run = stage.run(id);
    assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
    assertThat(run.createdBy()).isEqualTo(stage.ada.actor().author());
    assertThat(run.times().queuedAt()).isEqualTo(stage.here.clock().instant());
    assertThat(run.steps()).containsExactly(Step.pending(0, "make"), Step.pending(1, "make test"));
    assertThat(run.environment())
        .hasValueSatisfying(
            source ->
                assertThat(source.project() + "/" + source.environment()).isEqualTo("shop/prod"));
    assertThat(stage.world().outbox().waiting(CreatePipeline.QUEUED))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.subject()).isEqualTo(id.toString());
              assertThat(event.org()).contains(stage.ada.org());
            });
    assertThat(stage.trail()).containsExactly("run.create");
  }

  @Test
  void acceptsNothingThatCanNotBeExecutedHere() {
    EnvironmentFinder.Address unknown =
        new EnvironmentFinder.Address(
            stage.ada.org(), new ProjectName("shop"), new EnvironmentName("dev"));
    assertThat(codeOf(() -> stage.queued(Optional.of(unknown), "true")))
        .isEqualTo("environment_not_found");
    CreatePipeline.Command open =
        new CreatePipeline.Command(
            stage.ada.org(), RunsStage.pipeline(NetworkMode.OPEN, "true"), Optional.empty());
    assertThat(codeOf(() -> stage.createPipeline().execute(stage.ada.actor(), open)))
        .isEqualTo("network_not_allowed");
    stage.loseTheRuntime("Docker is not there.");
    assertThat(codeOf(() -> stage.queued("true"))).isEqualTo("no_runtime");
    assertThat(stage.world().outbox().waiting(CreatePipeline.QUEUED)).isEmpty();
    assertThat(stage.trail()).as("the network's refusal").containsExactly("run.create");
    assertThat(list(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void listsTheNewestFirst() {
    RunId first = stage.queued("true");
    RunId second = stage.queued("true");
    assertThat(list(Optional.empty(), 10)).containsExactly(second, first);
    assertThat(list(Optional.of(second), 10)).containsExactly(first);
  }

  @Test
  void showsARunAndNoOther() {
    RunId run = stage.queued("true");
    ShowPipeline show =
        new ShowPipeline(stage.here.gatekeeper(), stage.world().ledger(), stage.world().runs());
    ShowPipeline.Command known = new ShowPipeline.Command(stage.ada.org(), run);
    assertThat(show.execute(stage.ada.actor(), known)).isEqualTo(stage.run(run));
    ShowPipeline.Command unknown =
        new ShowPipeline.Command(stage.ada.org(), new RunId(stage.here.ids().next()));
    assertThat(codeOf(() -> show.execute(stage.ada.actor(), unknown))).isEqualTo("run_not_found");
  }

  @Test
  void endsAQueuedRunWithTheWishToCancelItAndRingsTheBell() {
    RunId run = stage.queued("true");
    AtomicInteger rings = new AtomicInteger();
    try (var listening = stage.bell.listen(run, rings::incrementAndGet)) {
      assertThat(stage.cancel(run).status()).isEqualTo(RunStatus.CANCELED);
      assertThat(rings.get()).isPositive();
      stage.cancel(run);
      assertThat(listening).isNotNull();
    }
    assertThat(stage.trail()).containsExactly("run.create", "run.cancel", "run.canceled");
    assertThat(stage.used()).doesNotContainKey(Metric.RUNS);
  }

  @Test
  void leavesWhatHasEndedAsItIs() {
    RunId run = stage.queued("true");
    abandon(run);
    Run before = stage.run(run);
    assertThat(stage.cancel(run)).isEqualTo(before);
    assertThat(stage.trail()).containsExactly("run.create", "run.error");
  }

  @Test
  void refusesToCancelWhatIsNotThere() {
    assertThat(codeOf(() -> stage.cancel(new RunId(stage.here.ids().next()))))
        .isEqualTo("run_not_found");
  }

  @Test
  void abandonsARunWithoutBillingIt() {
    RunId run = stage.queued("true");
    abandon(run);
    abandon(run);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.ERROR);
    assertThat(stage.run(run).ending().orElseThrow().reason()).contains(FailureReason.PLATFORM);
    assertThat(stage.used()).doesNotContainKey(Metric.RUNS);
    assertThat(stage.trail()).containsExactly("run.create", "run.error");
  }

  @Test
  void startsAgainWhatWasLetInAndIsNotFinal() {
    RunId ended = stage.queued("true");
    RunId letIn = stage.queued("true");
    stage.world().workers().beat(new Worker("a", Set.of(), 2, false), stage.here.clock().instant());
    stage.admitRuns().execute();
    stage.queued("true");
    abandon(ended);
    InMemoryRunLauncher launcher = new InMemoryRunLauncher();
    ReconcileRuns reconcile = new ReconcileRuns(stage.world().runQueue(), launcher);
    assertThat(reconcile.execute()).isEqualTo(1);
    assertThat(launcher.started()).containsExactly(letIn);
  }

  @Test
  void readsALogFromAnyOffset() {
    RunId run = stage.queued("true");
    stage.changing(
        () -> stage.world().runLog().append(stage.ada.org(), run, 0, new byte[] {1, 2, 3}));
    ReadLog read = stage.readLog();
    RunLog.Slice slice =
        read.execute(stage.ada.actor(), new ReadLog.Command(stage.ada.org(), run, 1, 1));
    assertThat(slice.bytes().remaining()).isEqualTo(1);
    assertThat(slice.bytes().get(0)).isEqualTo((byte) 2);
    assertThat(slice.length()).isEqualTo(3);
    ReadLog.Command unknown =
        new ReadLog.Command(stage.ada.org(), new RunId(stage.here.ids().next()), 0, 1);
    assertThat(codeOf(() -> read.execute(stage.ada.actor(), unknown))).isEqualTo("run_not_found");
  }

  @Test
  void removesTheSandboxesOfRunsThatHaveEnded() throws Exception {
    RunId ended = stage.queued("true");
    RunId running = stage.queued("true");
    RunId unknown = new RunId(stage.here.ids().next());
    stage.executeRun().execute(new ExecuteRun.Command(stage.ada.org(), ended));
    RemoveSandbox remove =
        new RemoveSandbox(stage.world().ledger(), stage.world().runs(), stage.sandbox);
    remove.execute(new RemoveSandbox.Command(stage.ada.org(), running));
    assertThat(stage.sandbox.present()).containsExactly(ended);
    remove.execute(new RemoveSandbox.Command(stage.ada.org(), ended));
    remove.execute(new RemoveSandbox.Command(stage.ada.org(), unknown));
    assertThat(stage.sandbox.present()).isEmpty();
  }

  private void abandon(RunId run) {
    new AbandonRun(stage.ender())
        .execute(new AbandonRun.Command(stage.ada.org(), run, "No worker could execute it."));
  }

  private List<RunId> list(Optional<RunId> before, int limit) {
    ListPipelines list =
        new ListPipelines(stage.here.gatekeeper(), stage.world().ledger(), stage.world().runs());
    return list
        .execute(stage.ada.actor(), new ListPipelines.Command(stage.ada.org(), before, limit))
        .stream()
        .map(Run::id)
        .toList();
  }
}
