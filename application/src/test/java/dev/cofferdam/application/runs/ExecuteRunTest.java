package dev.cofferdam.application.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.Consumption;
import dev.cofferdam.application.runs.port.FakeSandbox;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.runs.Step;
import dev.cofferdam.domain.runs.StepStatus;
import dev.cofferdam.domain.vault.SecretValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ExecuteRunTest {
  private static final Instant AT = Instant.parse("2026-11-21T12:00:01Z");

  private final RunsStage stage = new RunsStage();
  private final ExecutorService worker = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    worker.shutdownNow();
    stage.close();
  }

  @Test
  void executesARunToItsEnd() throws Exception {
    RunId run = stage.queued("echo one", "echo two");
    stage.sandbox.starts(AT).step(0, AT, 0, "one\n").step(1, AT, 0, "tw", "o\n");
    execute(run);
    Run ended = stage.run(run);
    assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(ended.runtime()).contains(RuntimeKind.DOCKER);
    assertThat(ended.times().startCallAt()).contains(stage.here.clock().instant());
    assertThat(ended.times().startedAt()).contains(AT);
    assertThat(ended.times().finishedAt()).contains(stage.here.clock().instant());
    assertThat(ended.steps()).extracting(Step::status).containsOnly(StepStatus.SUCCEEDED);
    assertThat(stage.log(run)).isEqualTo("$ echo one\none\n$ echo two\ntwo\n");
    assertThat(ended.logLength()).isEqualTo(stage.log(run).length());
  }

  @Test
  void saysWhereEachStepsOutputBegins() throws Exception {
    RunId run = stage.queued("echo one", "echo two");
    stage.sandbox.starts(AT).step(0, AT, 0, "one\n").step(1, AT, 0, "two\n");
    execute(run);
    for (Step step : stage.run(run).steps()) {
      int offset = (int) step.logOffset().orElseThrow();
      assertThat(stage.log(run).substring(offset)).startsWith(step.command().substring(5));
    }
  }

  @Test
  void givesTheSandboxWhatThePipelineAsksForAndSecretsApart() throws Exception {
    stage.put("API_KEY", "a secret value");
    RunId run = stage.queued("true");
    execute(run);
    assertThat(stage.sandbox.secrets())
        .containsExactly(Map.of("API_KEY", SecretValue.ofText("a secret value")));
    assertThat(stage.sandbox.specs())
        .singleElement()
        .satisfies(
            spec -> {
              assertThat(spec.run()).isEqualTo(run);
              assertThat(spec.commands()).containsExactly("true");
              assertThat(spec.variables()).isEqualTo(Map.of("PLAIN", "value"));
              assertThat(spec.outputLimit()).isEqualTo(1 << 20);
              assertThat(spec.toString()).doesNotContain("a secret value");
            });
  }

  @Test
  void masksSecretsHoweverTheOutputIsCut() throws Exception {
    stage.put("API_KEY", "correct-horse-battery");
    RunId run = stage.queued("env");
    stage.sandbox.starts(AT).step(0, AT, 0, "API_KEY=correct-h", "orse-batt", "ery\nafter\n");
    execute(run);
    assertThat(stage.log(run)).doesNotContain("horse").endsWith("after\n");
    assertThat(ending(run).masked())
        .singleElement()
        .satisfies(
            count -> {
              assertThat(count.secret()).isEqualTo("API_KEY");
              assertThat(count.count()).isEqualTo(1);
            });
  }

  @Test
  void metersAndRecordsTheEndOnce() throws Exception {
    RunId run = stage.queued("true");
    stage.sandbox.starts(AT).step(0, AT, 0);
    execute(run);
    execute(run);
    assertThat(stage.sandbox.specs()).hasSize(1);
    assertThat(stage.trail()).containsExactly("run.create", "run.start", "run.succeeded");
    assertThat(stage.used().get(Metric.RUNS)).isEqualByComparingTo("1");
    assertThat(stage.used().get(Metric.COMPUTE_SECONDS)).isEqualByComparingTo("1.5");
    assertThat(stage.used().get(Metric.CPU_MS)).isEqualByComparingTo("700");
    assertThat(stage.used().get(Metric.MEMORY_MB_S)).isEqualByComparingTo("96");
  }

  @ParameterizedTest
  @CsvSource({
    "1, COMMAND_FAILED",
    "126, COMMAND_NOT_FOUND",
    "127, COMMAND_NOT_FOUND",
    "255, COMMAND_FAILED"
  })
  void failsWithItsFirstFailingCommand(int code, FailureReason reason) throws Exception {
    RunId run = stage.queued("false", "true");
    stage.sandbox.starts(AT).step(0, AT, code);
    execute(run);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.FAILED);
    assertThat(ending(run).reason()).contains(reason);
    assertThat(ending(run).exitCode()).hasValue(code);
    assertThat(stage.run(run).steps())
        .extracting(Step::status)
        .containsExactly(StepStatus.FAILED, StepStatus.SKIPPED);
  }

  @Test
  void saysHowASandboxEndedAndChargesForCommandsThatRan() throws Exception {
    Consumption some =
        new Consumption(Duration.ofSeconds(2), OptionalLong.empty(), OptionalLong.empty());
    assertEnds(new SandboxEnding.TimedOut(some), FailureReason.TIMEOUT);
    assertEnds(new SandboxEnding.OutOfMemory(some), FailureReason.OUT_OF_MEMORY);
    assertEnds(new SandboxEnding.Stopped(some), FailureReason.CANCELED);
    assertThat(stage.used().get(Metric.RUNS)).isEqualByComparingTo("3");
    assertEnds(new SandboxEnding.CloneFailed("404"), FailureReason.CLONE_FAILED);
    assertEnds(new SandboxEnding.ImageUnavailable("none"), FailureReason.IMAGE_UNAVAILABLE);
    assertEnds(new SandboxEnding.Lost("gone", some), FailureReason.PLATFORM);
    assertThat(stage.used().get(Metric.RUNS)).isEqualByComparingTo("3");
  }

  private void assertEnds(SandboxEnding how, FailureReason reason) throws Exception {
    RunId run = stage.queued("true");
    stage.sandbox.ends(how);
    execute(run);
    assertThat(ending(run).reason()).contains(reason);
  }

  @Test
  void masksTheReasonOfAFailure() throws Exception {
    stage.put("TOKEN", "correct-horse-battery");
    RunId run = stage.queued("true");
    stage.sandbox.ends(new SandboxEnding.CloneFailed("no correct-horse-battery here"));
    execute(run);
    assertThat(ending(run).detail().orElseThrow()).doesNotContain("horse").contains("here");
  }

  /** Whenever a worker dies, the next one brings the run to the very same end. */
  @Test
  void goesOnWhereAnEarlierWorkerDied() throws Exception {
    stage.put("API_KEY", "correct-horse-battery");
    script();
    RunId undisturbed = stage.queued("one", "two");
    execute(undisturbed);
    for (int event = 0; event <= 12; event++) {
      RunId run = stage.queued("one", "two");
      dieAt(event, run);
      execute(run);
      assertThat(stage.log(run)).as("died at %d", event).isEqualTo(stage.log(undisturbed));
      Run ended = stage.run(run);
      assertThat(ended.steps()).isEqualTo(stage.run(undisturbed).steps());
      assertThat(ended.ending()).isEqualTo(stage.run(undisturbed).ending());
      assertThat(ended.commit()).isEqualTo(stage.run(undisturbed).commit());
    }
    assertThat(stage.used().get(Metric.RUNS)).isEqualByComparingTo("14");
  }

  private void script() {
    stage.sandbox.plays(
        new SandboxEvent.CloneOutput(FakeSandbox.bytes("Cloning…\n")),
        new SandboxEvent.Cloned("0123456789abcdef0123456789abcdef01234567"));
    stage.sandbox.starts(AT);
    stage.sandbox.step(0, AT, 0, "first correct-horse", "-battery and on\n");
    stage.sandbox.step(1, AT, 3, "no line end");
    stage.sandbox.plays(new SandboxEvent.OutputDropped(7));
  }

  private void dieAt(int event, RunId run) throws Exception {
    stage.sandbox.holdsAt(event);
    Thread dying =
        new Thread(
            () -> {
              try {
                execute(run);
              } catch (InterruptedException | SandboxUnavailable expected) {
                Thread.currentThread().interrupt();
              }
            });
    dying.start();
    stage.sandbox.awaitHeld();
    dying.interrupt();
    dying.join();
    assertThat(stage.run(run).status().isFinal()).isFalse();
    stage.sandbox.letGo();
  }

  @Test
  void beginsItsOwnLinesOnALineOfTheirOwn() throws Exception {
    RunId run = stage.queued("one", "two");
    stage.sandbox.starts(AT);
    stage.sandbox.step(0, AT, 0, "no line end");
    stage.sandbox.step(1, AT, 0, "with one\n");
    execute(run);
    assertThat(stage.log(run)).isEqualTo("$ one\nno line end\n$ two\nwith one\n");
  }

  @Test
  void executesNothingTwiceWhenTheSandboxIsGone() throws Exception {
    RunId run = stage.queued("one", "two");
    script();
    dieAt(6, run);
    stage.sandbox.lose(run);
    int calls = stage.sandbox.specs().size();
    execute(run);
    assertThat(stage.sandbox.specs()).hasSize(calls);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.ERROR);
    assertThat(ending(run).reason()).contains(FailureReason.PLATFORM);
    assertThat(stage.used()).doesNotContainKey(Metric.RUNS);
  }

  @Test
  void beginsAgainWhenTheSandboxWasLostBeforeItsCommandsBegan() throws Exception {
    RunId run = stage.queued("one", "two");
    script();
    dieAt(2, run);
    stage.sandbox.lose(run);
    execute(run);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.FAILED);
    assertThat(ending(run).exitCode()).hasValue(3);
  }

  @Test
  void endsWithoutASandboxWhatWasCanceledBefore() throws Exception {
    RunId run = stage.queued("true");
    stage.cancel(run);
    execute(run);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.CANCELED);
    assertThat(stage.sandbox.specs()).isEmpty();
    assertThat(stage.trail()).containsExactly("run.create", "run.cancel", "run.canceled");
  }

  @Test
  void stopsWhatIsCanceledUnderWay() throws Exception {
    RunId run = stage.queued("one", "two");
    script();
    stage.sandbox.holdsAt(6);
    Future<?> execution = worker.submit(() -> executed(run));
    stage.sandbox.awaitHeld();
    stage.cancel(run);
    execution.get(60, TimeUnit.SECONDS);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.CANCELED);
    assertThat(stage.sandbox.stopped()).containsExactly(run);
    assertThat(stage.run(run).steps())
        .extracting(Step::status)
        .containsExactly(StepStatus.CANCELED, StepStatus.SKIPPED);
  }

  @Test
  void goesOnWatchingForACancelAfterTheStorageFailed() throws Exception {
    RunId run = stage.queued("true");
    stage.sandbox.holdsAt(0);
    FailingLedger ledger = new FailingLedger(stage.world().ledger());
    ExecuteRun execute = stage.executeRun(ledger);
    Future<?> execution =
        worker.submit(
            () -> {
              execute.execute(new ExecuteRun.Command(stage.ada.org(), run));
              return run;
            });
    stage.sandbox.awaitHeld();
    ledger.failNextRead();
    ledger.awaitFailure();
    stage.cancel(run);
    execution.get(60, TimeUnit.SECONDS);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.CANCELED);
  }

  @Test
  void refusesSecretsThatNoEnvironmentVariableHolds() throws Exception {
    stage.put("BINARY", "a\0b");
    RunId run = stage.queued("true");
    execute(run);
    assertThat(ending(run).reason()).contains(FailureReason.SECRETS_UNAVAILABLE);
    assertThat(ending(run).detail().orElseThrow()).contains("BINARY").doesNotContain("a\0b");
    assertThat(stage.sandbox.specs()).isEmpty();
  }

  @Test
  void leavesTheRunToBeTriedAgainWhenTheRuntimeFails() throws Exception {
    RunId run = stage.queued("true");
    stage.sandbox.starts(AT).step(0, AT, 0).unavailable(1);
    assertThatThrownBy(() -> execute(run)).isInstanceOf(SandboxUnavailable.class);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.PREPARING);
    execute(run);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void stopsWritingWhenAnotherWorkerWritesTheLog() {
    RunId run = stage.queued("one");
    stage.sandbox.starts(AT).step(0, AT, 0, "mine\n").holdsAt(0);
    Future<?> execution = worker.submit(() -> executed(run));
    try {
      stage.sandbox.awaitHeld();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    stage.changing(
        () -> stage.world().runLog().append(stage.ada.org(), run, 0, new byte[] {'x', '\n'}));
    stage.sandbox.letGo();
    assertThatThrownBy(() -> execution.get(60, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("another worker");
    assertThat(stage.log(run)).isEqualTo("x\n");
    assertThat(stage.run(run).status().isFinal()).isFalse();
  }

  @Test
  void knowsNothingOfAnUnknownRun() throws Exception {
    execute(new RunId(stage.here.ids().next()));
    assertThat(stage.sandbox.specs()).isEmpty();
  }

  private void execute(RunId run) throws InterruptedException, SandboxUnavailable {
    stage.executeRun().execute(new ExecuteRun.Command(stage.ada.org(), run));
  }

  private RunId executed(RunId run) throws InterruptedException, SandboxUnavailable {
    execute(run);
    return run;
  }

  private Ending ending(RunId run) {
    return stage.run(run).ending().orElseThrow();
  }

  /** Storage that fails one read. */
  private static final class FailingLedger implements Ledger {
    private final Ledger ledger;
    private final AtomicInteger toFail = new AtomicInteger();

    FailingLedger(Ledger ledger) {
      this.ledger = ledger;
    }

    void failNextRead() {
      toFail.set(1);
    }

    void awaitFailure() throws InterruptedException {
      while (toFail.get() > 0) {
        Thread.sleep(10);
      }
    }

    @Override
    public void open(OrgId org) {
      ledger.open(org);
    }

    @Override
    public <T> T change(Access access, Function<Change, T> work) {
      return ledger.change(access, work);
    }

    @Override
    public boolean isAt(Access access, long state) {
      return ledger.isAt(access, state);
    }

    @Override
    public <T> T read(Access access, Supplier<T> work) {
      if (toFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("the database is away");
      }
      return ledger.read(access, work);
    }

    @Override
    public <T> T append(Access access, Supplier<T> work) {
      return ledger.append(access, work);
    }
  }
}
