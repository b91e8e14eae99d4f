package dev.cofferdam.application.runs.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.vault.SecretValue;
import java.io.File;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every runtime keeps of {@link Sandbox}'s promises. */
public abstract class SandboxContract {
  /** Prints numbers for some seconds, each once. */
  private static final String COUNTING =
      "i=0; while [ $i -lt 3000 ]; do echo $i; i=$((i+1)); [ $((i%20)) = 0 ] && sleep 0.02; done; true";

  /** Long enough for a command to begin on a busy machine. */
  private static final Duration TIME = Duration.ofSeconds(4);

  private final List<RunId> runs = new ArrayList<>();
  private @Nullable Sandbox opened;

  /** Makes the runtime under test, in this process and in another. */
  protected abstract SandboxFactory factory();

  /** What the factory gets. */
  protected abstract String argument();

  @BeforeEach
  void open() {
    opened = factory().open(argument());
  }

  /** The runtime under test. */
  protected final Sandbox sandbox() {
    return Objects.requireNonNull(opened);
  }

  @AfterEach
  void removeRuns() throws SandboxUnavailable {
    for (RunId run : runs) {
      sandbox().remove(run);
    }
    assertThat(sandbox().present()).doesNotContainAnyElementsOf(runs);
  }

  protected final RunId newRun() {
    RunId run = new RunId(UUID.randomUUID());
    runs.add(run);
    return run;
  }

  protected static SandboxSpec spec(RunId run, String... commands) {
    return SandboxSpecs.of(run, commands);
  }

  private RecordedRun completed(String... commands) throws Exception {
    RecordedRun recorded = new RecordedRun();
    SandboxEnding ending = sandbox().run(spec(newRun(), commands), Map.of(), recorded);
    assertThat(ending).isInstanceOf(SandboxEnding.Completed.class);
    return recorded;
  }

  private static <T> FutureTask<T> inBackground(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "sandbox-caller");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  @Test
  void output_is_told_byte_for_byte() throws Exception {
    RecordedRun run = completed("printf 'a\\000\\377\\200\\n\\r'; printf 'to stderr' >&2");
    assertThat(run.output(0))
        .isEqualTo(
            new byte[] {'a', 0, -1, -128, '\n', '\r', 't', 'o', ' ', 's', 't', 'd', 'e', 'r', 'r'});
  }

  @Test
  void five_megabytes_are_told_byte_for_byte() throws Exception {
    RecordedRun run =
        completed("head -c 5000000 /dev/urandom > data; cat data", "sha256sum < data");
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(run.output(0));
    assertThat(run.output(0)).hasSize(5_000_000);
    assertThat(run.text(1)).startsWith(HexFormat.of().formatHex(sum));
  }

  @Test
  void output_is_told_while_the_step_runs() throws Exception {
    RecordedRun recorded = new RecordedRun();
    SandboxSpec spec = spec(newRun(), "echo early; sleep 300");
    FutureTask<SandboxEnding> running = inBackground(() -> sandbox().run(spec, Map.of(), recorded));
    recorded.awaitOutput();
    assertThat(recorded.events(SandboxEvent.StepEnded.class)).isEmpty();
    sandbox().stop(spec.run());
    running.get(120, TimeUnit.SECONDS);
  }

  @Test
  void events_come_in_the_order_of_happening_and_the_first_failure_is_the_last_step()
      throws Exception {
    RecordedRun run = completed("echo a", "echo b; exit 4", "echo c");
    assertThat(run.events())
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly(
            "Starting",
            "Started",
            "StepStarted",
            "StepOutput",
            "StepEnded",
            "StepStarted",
            "StepOutput",
            "StepEnded");
    assertThat(run.text(0) + run.text(1)).isEqualTo("a\nb\n");
    assertThat(run.ended(0).exitCode()).isZero();
    assertThat(run.ended(1).exitCode()).isEqualTo(4);
  }

  @Test
  void exit_codes_and_signals_are_told_apart() throws Exception {
    assertThat(completed("exit 255").ended(0)).returns(255, SandboxEvent.StepEnded::exitCode);
    assertThat(completed("exit 137").ended(0))
        .returns(137, SandboxEvent.StepEnded::exitCode)
        .returns(0, SandboxEvent.StepEnded::signal);
    assertThat(completed("kill -9 $$").ended(0))
        .returns(137, SandboxEvent.StepEnded::exitCode)
        .returns(9, SandboxEvent.StepEnded::signal);
    assertThat(completed("kill -TERM $$").ended(0))
        .returns(143, SandboxEvent.StepEnded::exitCode)
        .returns(15, SandboxEvent.StepEnded::signal);
    assertThat(completed("no-such-command").ended(0))
        .returns(127, SandboxEvent.StepEnded::exitCode);
    assertThat(completed("/dev/null").ended(0)).returns(126, SandboxEvent.StepEnded::exitCode);
  }

  @Test
  void variables_and_secrets_arrive_unchanged_and_a_secret_wins() throws Exception {
    byte[] odd = {'\'', '"', '$', '(', 'x', ')', '`', '\\', '\n', '\n', '=', -1, -2, '*', ' '};
    SandboxSpec spec =
        SandboxSpecs.withVariables(
            spec(newRun(), "printf %s \"$ODD\"", "printf %s \"$BOTH$PLAIN\""),
            Map.of("BOTH", "variable", "PLAIN", "+\"plain\" ü\n$HOME"));
    RecordedRun run = new RecordedRun();
    sandbox()
        .run(spec, Map.of("ODD", SecretValue.of(odd), "BOTH", SecretValue.ofText("secret")), run);
    assertThat(run.output(0)).isEqualTo(odd);
    assertThat(run.text(1)).isEqualTo("secret+\"plain\" ü\n$HOME");
  }

  @Test
  void each_step_has_its_own_environment_and_all_share_the_workspace() throws Exception {
    RecordedRun run =
        completed(
            "export X=1; echo kept > file; cd /; umask 0777",
            "echo \"${X-unset}\"; cat file; umask; cat; [ -n \"$HOME\" ] && [ -w \"$HOME\" ] && pwd");
    assertThat(run.text(1)).startsWith("unset\nkept\n0022\n/");
  }

  @Test
  void no_process_of_a_step_outlives_it() throws Exception {
    RecordedRun run =
        completed(
            "(while :; do echo x >> beats; sleep 0.02; done) & "
                + "setsid sh -c 'while :; do echo x >> beats; sleep 0.02; done' & "
                + "while [ ! -s beats ]; do sleep 0.01; done; echo started",
            "a=$(wc -c < beats); sleep 0.3; b=$(wc -c < beats); echo \"$a $b\"; [ \"$a\" = \"$b\" ]");
    assertThat(run.text(0)).isEqualTo("started\n");
    assertThat(run.ended(1).exitCode()).as(run.text(1)).isZero();
  }

  @Test
  void a_run_ends_when_its_time_is_up() throws Exception {
    RecordedRun recorded = new RecordedRun();
    SandboxSpec spec =
        SandboxSpecs.limited(
            spec(newRun(), "trap '' TERM; echo begun; sleep 300; echo never", "echo never"),
            TIME,
            1_000);
    SandboxEnding ending = sandbox().run(spec, Map.of(), recorded);
    assertThat(ending).isInstanceOf(SandboxEnding.TimedOut.class);
    assertThat(((SandboxEnding.TimedOut) ending).consumption().wall())
        .isBetween(TIME.minusMillis(100), Duration.ofMinutes(1));
    assertThat(new String(recorded.output(), UTF_8)).isEqualTo("begun\n");
    assertThat(recorded.ended(0).exitCode()).isNotZero();
  }

  @Test
  void output_over_the_limit_is_counted_and_dropped() throws Exception {
    RecordedRun recorded = new RecordedRun();
    SandboxSpec spec =
        SandboxSpecs.limited(
            spec(newRun(), "printf 1234567890", "head -c 5000000 /dev/zero", "echo more"),
            Duration.ofMinutes(5),
            1_000);
    assertThat(sandbox().run(spec, Map.of(), recorded)).isInstanceOf(SandboxEnding.Completed.class);
    assertThat(recorded.output()).hasSize(1_000);
    assertThat(recorded.events(SandboxEvent.OutputDropped.class))
        .containsExactly(new SandboxEvent.OutputDropped(5_000_015 - 1_000));
    assertThat(recorded.ended(2).exitCode()).isZero();
  }

  @Test
  void consumption_is_measured() throws Exception {
    SandboxSpec spec =
        spec(newRun(), "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; sleep 0.5");
    SandboxEnding ending = sandbox().run(spec, Map.of(), new RecordedRun());
    Consumption used = ((SandboxEnding.Completed) ending).consumption();
    assertThat(used.wall()).isBetween(Duration.ofMillis(500), Duration.ofMinutes(1));
    assertThat(used.cpuMs().orElse(50)).isBetween(20L, 20_000L);
    assertThat(used.peakMemoryBytes().orElse(1 << 20)).isBetween(100_000L, 1L << 30);
  }

  @Test
  void stopping_ends_a_run_that_is_under_way() throws Exception {
    RecordedRun recorded = new RecordedRun();
    SandboxSpec spec = spec(newRun(), "trap '' TERM; echo begun; sleep 300", "echo never");
    FutureTask<SandboxEnding> running = inBackground(() -> sandbox().run(spec, Map.of(), recorded));
    recorded.awaitOutput();
    sandbox().stop(spec.run());
    assertThat(running.get(120, TimeUnit.SECONDS)).isInstanceOf(SandboxEnding.Stopped.class);
    assertThat(new String(recorded.output(), UTF_8)).isEqualTo("begun\n");
    sandbox().stop(spec.run());
  }

  @Test
  void stopping_and_removing_an_unknown_run_does_nothing() throws Exception {
    RunId unknown = newRun();
    sandbox().stop(unknown);
    sandbox().remove(unknown);
    assertThat(sandbox().present()).doesNotContain(unknown);
  }

  @Test
  void removing_leaves_nothing() throws Exception {
    SandboxSpec spec = spec(newRun(), "echo x > file");
    sandbox().run(spec, Map.of(), new RecordedRun());
    assertThat(sandbox().present()).contains(spec.run());
    sandbox().remove(spec.run());
    assertThat(sandbox().present()).doesNotContain(spec.run());
    sandbox().remove(spec.run());
  }

  @Test
  void removing_ends_what_still_runs() throws Exception {
    RecordedRun recorded = new RecordedRun();
    SandboxSpec spec = spec(newRun(), "echo begun; sleep 300");
    FutureTask<SandboxEnding> running = inBackground(() -> sandbox().run(spec, Map.of(), recorded));
    recorded.awaitOutput();
    sandbox().remove(spec.run());
    assertThat(sandbox().present()).doesNotContain(spec.run());
    assertThat(running.get(120, TimeUnit.SECONDS)).isNotInstanceOf(SandboxEnding.Completed.class);
  }

  @Test
  void a_run_that_has_ended_is_told_again_and_not_executed_again() throws Exception {
    SandboxSpec spec = spec(newRun(), "echo x >> log; cat log; date +%N", "exit 3");
    RecordedRun first = new RecordedRun();
    RecordedRun second = new RecordedRun();
    SandboxEnding ending = sandbox().run(spec, Map.of(), first);
    assertThat(factory().open(argument()).run(spec, Map.of(), second)).isEqualTo(ending);
    assertThat(second.events()).isEqualTo(first.events());
  }

  @Test
  void an_interrupted_caller_loses_and_doubles_nothing() throws Exception {
    SandboxSpec spec = spec(newRun(), COUNTING);
    RecordedRun first = new RecordedRun();
    FutureTask<SandboxEnding> interrupted =
        inBackground(
            () -> {
              Thread caller = Thread.currentThread();
              CompletableFuture<Void> interrupting =
                  CompletableFuture.runAsync(
                      () -> {
                        awaitOutput(first);
                        caller.interrupt();
                      });
              try {
                return sandbox().run(spec, Map.of(), first);
              } finally {
                interrupting.join();
              }
            });
    assertThatThrownBy(() -> interrupted.get(120, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    RecordedRun second = new RecordedRun();
    assertThat(sandbox().run(spec, Map.of(), second)).isInstanceOf(SandboxEnding.Completed.class);
    assertThat(second.text(0)).isEqualTo(counted());
    assertThat(first.events()).hasSizeLessThan(second.events().size());
    assertThat(second.events()).startsWith(first.events().toArray(SandboxEvent[]::new));
  }

  private static void awaitOutput(RecordedRun recorded) {
    try {
      recorded.awaitOutput();
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private static String counted() {
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      numbers.append(i).append('\n');
    }
    return numbers.toString();
  }

  @Test
  void a_run_ends_in_time_while_nobody_follows_it() throws Exception {
    SandboxSpec spec =
        SandboxSpecs.limited(spec(newRun(), "echo begun; sleep 7; echo never"), TIME, 1_000);
    assertThatThrownBy(() -> sandbox().run(spec, Map.of(), SandboxContract::failOnOutput))
        .hasMessage("the database is gone");
    Thread.sleep(8_000);
    RecordedRun second = new RecordedRun();
    assertThat(sandbox().run(spec, Map.of(), second)).isInstanceOf(SandboxEnding.TimedOut.class);
    assertThat(second.text(0)).isEqualTo("begun\n");
  }

  private static void failOnOutput(SandboxEvent event) {
    if (event instanceof SandboxEvent.StepOutput) {
      throw new IllegalStateException("the database is gone");
    }
  }

  @Test
  void a_listener_that_throws_ends_the_call_and_not_the_run() throws Exception {
    SandboxSpec spec = spec(newRun(), COUNTING);
    assertThatThrownBy(() -> sandbox().run(spec, Map.of(), SandboxContract::failOnOutput))
        .hasMessage("the database is gone");
    RecordedRun second = new RecordedRun();
    assertThat(sandbox().run(spec, Map.of(), second)).isInstanceOf(SandboxEnding.Completed.class);
    assertThat(second.text(0)).isEqualTo(counted());
  }

  @Test
  void a_run_outlives_its_killed_caller_and_is_told_whole_to_the_next() throws Exception {
    RunId run = newRun();
    List<String> line =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
    line.addAll(SandboxCaller.arguments(factory(), argument(), run, COUNTING));
    Process caller =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] got = new byte[64];
    try (InputStream out = caller.getInputStream()) {
      assertThat(out.readNBytes(got, 0, got.length)).isEqualTo(got.length);
    } finally {
      caller.destroyForcibly().waitFor();
    }
    RecordedRun second = new RecordedRun();
    SandboxEnding ending = sandbox().run(spec(run, COUNTING), Map.of(), second);
    assertThat(ending).isInstanceOf(SandboxEnding.Completed.class);
    assertThat(second.text(0)).isEqualTo(counted());
    assertThat(Arrays.copyOf(second.output(0), got.length)).isEqualTo(got);
    assertThat(second.events(SandboxEvent.StepStarted.class)).hasSize(1);
  }

  @Test
  void runs_side_by_side_do_not_meet() throws Exception {
    SandboxSpec one = spec(newRun(), "echo one > file; sleep 1; cat file; ls");
    SandboxSpec two = spec(newRun(), "echo two > file; sleep 1; cat file; ls");
    RecordedRun first = new RecordedRun();
    RecordedRun second = new RecordedRun();
    FutureTask<SandboxEnding> running = inBackground(() -> sandbox().run(one, Map.of(), first));
    sandbox().run(two, Map.of(), second);
    running.get(120, TimeUnit.SECONDS);
    assertThat(first.text(0)).isEqualTo("one\nfile\n");
    assertThat(second.text(0)).isEqualTo("two\nfile\n");
    assertThat(sandbox().present()).containsAll(Set.of(one.run(), two.run()));
  }
}
