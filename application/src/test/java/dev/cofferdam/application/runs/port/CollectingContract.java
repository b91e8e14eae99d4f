package dev.cofferdam.application.runs.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.runs.port.SandboxEvent.ArtifactLeftOut;
import dev.cofferdam.application.runs.port.SandboxEvent.LeftOut;
import dev.cofferdam.application.runs.port.SandboxEvent.MoreLeftOut;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.ArtifactPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every runtime keeps of {@link Sandbox}'s promises about artifacts, whatever runs make. */
public abstract class CollectingContract {
  private static final Collecting.Limits MUCH =
      new Collecting.Limits(1_000, 8 << 20, 16 << 20, Duration.ofSeconds(30));

  private final List<RunId> runs = new ArrayList<>();
  private @Nullable Sandbox opened;

  /** The runtime under test. */
  protected abstract Sandbox open();

  @BeforeEach
  void openSandbox() {
    opened = open();
  }

  private Sandbox sandbox() {
    return Objects.requireNonNull(opened);
  }

  @AfterEach
  void removeRuns() throws SandboxUnavailable {
    for (RunId run : runs) {
      sandbox().remove(run);
    }
  }

  private SandboxSpec spec(Collecting.Limits limits, List<String> patterns, String... commands) {
    RunId run = new RunId(UUID.randomUUID());
    runs.add(run);
    List<ArtifactPattern> wanted = patterns.stream().map(ArtifactPattern::new).toList();
    return SandboxSpecs.withCollecting(
        SandboxSpecs.of(run, commands), new Collecting(wanted, limits));
  }

  private RecordedRun run(Collecting.Limits limits, List<String> patterns, String... commands)
      throws Exception {
    RecordedRun recorded = new RecordedRun();
    SandboxEnding ending = sandbox().run(spec(limits, patterns, commands), Map.of(), recorded);
    assertThat(ending).isInstanceOf(SandboxEnding.Completed.class);
    return recorded;
  }

  private RecordedRun run(List<String> patterns, String... commands) throws Exception {
    return run(MUCH, patterns, commands);
  }

  private static List<ArtifactLeftOut> leftOut(RecordedRun run) {
    return run.events(ArtifactLeftOut.class);
  }

  private static List<LeftOut> reasons(RecordedRun run) {
    return leftOut(run).stream().map(ArtifactLeftOut::why).distinct().toList();
  }

  @Test
  void what_matches_is_told_byte_for_byte() throws Exception {
    RecordedRun run =
        run(
            List.of("dist/**", "*.txt", "reports"),
            "mkdir -p dist/a/b reports/x src && head -c 3000000 /dev/urandom > dist/a/b/big"
                + " && printf 'a\\000\\377' > dist/bin && : > dist/empty && echo no > src/no.txt"
                + " && echo r > reports/x/r && echo t > t.txt && sha256sum < dist/a/b/big",
            "rm t.txt; echo late > u.txt");
    assertThat(run.artifacts())
        .containsOnlyKeys("dist/a/b/big", "dist/bin", "dist/empty", "reports/x/r", "u.txt");
    assertThat(run.artifacts().get("dist/bin")).isEqualTo(new byte[] {'a', 0, -1});
    assertThat(run.artifacts().get("dist/empty")).isEmpty();
    assertThat(run.text(0)).startsWith(Digests.sha256(run.artifacts().get("dist/a/b/big")));
    assertThat(leftOut(run)).isEmpty();
  }

  @Test
  void names_with_a_dot_in_front_are_told_where_the_dot_is_written() throws Exception {
    String files = "mkdir -p .git .github/w && touch .git/c .env a .github/w/y .github/w/.z";
    assertThat(run(List.of("**"), files).artifacts()).containsOnlyKeys("a");
    assertThat(run(List.of(".github/**", ".e*"), files).artifacts())
        .containsOnlyKeys(".github/w/y", ".env");
  }

  @Test
  void without_patterns_nothing_is_told() throws Exception {
    RecordedRun run = run(List.of(), "echo x > x");
    assertThat(run.artifacts()).isEmpty();
    assertThat(leftOut(run)).isEmpty();
  }

  @Test
  void they_are_told_after_failure_and_timeout_and_before_the_run_has_ended() throws Exception {
    RecordedRun failed = run(List.of("**"), "echo x > x; exit 3", "echo never > never");
    assertThat(failed.artifacts()).containsOnlyKeys("x");

    RecordedRun late = new RecordedRun();
    SandboxSpec spec = spec(MUCH, List.of("**"), "echo x > x; sleep 300");
    SandboxEnding ending =
        sandbox()
            .run(
                SandboxSpecs.limited(spec, Duration.ofSeconds(4), spec.outputLimit()),
                Map.of(),
                late);
    assertThat(ending).isInstanceOf(SandboxEnding.TimedOut.class);
    assertThat(late.artifacts()).containsOnlyKeys("x");
  }

  @Test
  void a_run_that_was_stopped_leaves_none() throws Exception {
    RecordedRun recorded = new RecordedRun();
    SandboxSpec spec = spec(MUCH, List.of("**"), "echo x > x; echo ready; sleep 300");
    FutureTask<SandboxEnding> running =
        new FutureTask<>(() -> sandbox().run(spec, Map.of(), recorded));
    Thread thread = new Thread(running, "sandbox-caller");
    thread.setDaemon(true);
    thread.start();
    recorded.awaitOutput();
    sandbox().stop(spec.run());
    assertThat(running.get(120, TimeUnit.SECONDS)).isInstanceOf(SandboxEnding.Stopped.class);
    assertThat(recorded.artifacts()).isEmpty();
  }

  @Test
  void whoever_calls_again_hears_the_same() throws Exception {
    SandboxSpec spec = spec(MUCH, List.of("**"), "head -c 100000 /dev/urandom > x; touch y");
    RecordedRun first = new RecordedRun();
    RecordedRun second = new RecordedRun();
    sandbox().run(spec, Map.of(), first);
    sandbox().run(spec, Map.of(), second);
    assertThat(first.artifacts()).hasSize(2);
    assertThat(second.events()).isEqualTo(first.events());
  }

  @Test
  void no_link_is_followed() throws Exception {
    RecordedRun run =
        run(
            List.of("**", "etc/passwd", "up/**", "etc/**"),
            "ln -s /etc/passwd passwd; ln -s /etc etc; ln -s ../.. up; ln -s nothing broken;"
                + " ln -s . self; mkdir in; ln -s /proc/1/environ in/environ; ln -s x loop;"
                + " ln -s loop x; echo own > own");
    assertThat(run.artifacts()).containsOnlyKeys("own");
    assertThat(leftOut(run))
        .extracting(ArtifactLeftOut::name)
        .containsExactlyInAnyOrder(
            "passwd", "etc", "up", "broken", "self", "in/environ", "loop", "x");
    assertThat(reasons(run)).containsExactly(LeftOut.KIND);
  }

  @Test
  void pipes_and_sockets_are_no_files_and_nobody_waits_for_them() throws Exception {
    RecordedRun run = run(List.of("*"), "mkfifo pipe; mknod null c 1 3 2> /dev/null; echo f > f");
    assertThat(run.artifacts()).containsOnlyKeys("f");
    assertThat(leftOut(run)).contains(new ArtifactLeftOut("pipe", LeftOut.KIND));
    assertThat(reasons(run)).containsExactly(LeftOut.KIND);
  }

  @Test
  void names_that_can_not_be_shown_are_left_out() throws Exception {
    RecordedRun run =
        run(
            List.of("**"),
            "touch \"$(printf 'a\\nb')\" \"$(printf 'gpj.\\342\\200\\256exe')\" \"$(printf '\\377')\""
                + " \"$(printf 'tab\\t')\" \"$(printf '\\033[2Jx')\""
                + " \"$(printf '\\327\\251\\327\\234 \\303\\274')\" 'q\"; rm' \"it's\"");
    assertThat(run.artifacts()).containsOnlyKeys("\u05e9\u05dc \u00fc", "q\"; rm", "it's");
    assertThat(leftOut(run))
        .containsExactlyInAnyOrder(
            new ArtifactLeftOut("a\ufffdb", LeftOut.NAME),
            new ArtifactLeftOut("gpj.\ufffdexe", LeftOut.NAME),
            new ArtifactLeftOut("\ufffd", LeftOut.NAME),
            new ArtifactLeftOut("tab\ufffd", LeftOut.NAME),
            new ArtifactLeftOut("\ufffd[2Jx", LeftOut.NAME));
  }

  @Test
  void a_path_of_ten_thousand_characters_and_folders_within_folders_are_left_out()
      throws Exception {
    String name = "n".repeat(250);
    RecordedRun run =
        run(
            List.of("**"),
            "i=0; while [ $i -lt 40 ]; do mkdir "
                + name
                + "; cd "
                + name
                + "; i=$((i+1)); done;"
                + " echo deep > file",
            "i=0; while [ $i -lt 100 ]; do mkdir d; cd d; i=$((i+1)); done; echo deep > file",
            "echo flat > flat");
    assertThat(run.artifacts()).containsOnlyKeys("flat");
    assertThat(reasons(run)).containsExactly(LeftOut.NAME);
    assertThat(leftOut(run)).hasSize(2).allMatch(each -> each.name().length() <= 1_024);
  }

  @Test
  void what_is_too_large_is_left_out_whatever_it_says_of_its_size() throws Exception {
    RecordedRun run =
        run(
            new Collecting.Limits(10, 1_000, 1_500, Duration.ofSeconds(30)),
            List.of("**"),
            "truncate -s 50M sparse; head -c 1001 /dev/zero > over; head -c 1000 /dev/zero > a;"
                + " head -c 1000 /dev/zero > b");
    assertThat(run.artifacts()).hasSize(1);
    assertThat(leftOut(run))
        .contains(
            new ArtifactLeftOut("sparse", LeftOut.SIZE), new ArtifactLeftOut("over", LeftOut.SIZE))
        .hasSize(3);
    assertThat(reasons(run)).contains(LeftOut.TOTAL);
  }

  @Test
  void a_hundred_thousand_files_are_told_up_to_the_limit_and_counted() throws Exception {
    RecordedRun run =
        run(List.of("**"), "mkdir many && cd many && seq 1 100000 | xargs touch", "echo done");
    assertThat(run.artifacts()).hasSize(1_000);
    assertThat(reasons(run)).containsExactly(LeftOut.COUNT);
    assertThat(leftOut(run)).hasSize(20);
    assertThat(run.events(MoreLeftOut.class)).containsExactly(new MoreLeftOut(99_000 - 20));
  }

  @Test
  void the_time_for_it_is_bounded() throws Exception {
    RecordedRun run =
        run(
            new Collecting.Limits(100_000, 64 << 20, 64 << 20, Duration.ofMillis(1)),
            List.of("**"),
            "head -c 50000000 /dev/zero > large; seq 1 5000 | xargs touch");
    assertThat(run.artifacts()).doesNotContainKey("large").hasSizeLessThan(5_000);
    assertThat(reasons(run)).containsExactly(LeftOut.TIME);
  }

  @Test
  void a_folder_that_matches_no_pattern_is_not_looked_into() throws Exception {
    RecordedRun run =
        run(
            List.of("a/*/c?", "b/**/x*z"),
            "mkdir -p a/1 a/1/2 b/2/3 closed; touch a/1/c1 a/1/c a/1/2/c1 b/xyz b/2/3/xz"
                + " b/2/3/xzy; chmod 000 closed");
    assertThat(run.artifacts()).containsOnlyKeys("a/1/c1", "b/xyz", "b/2/3/xz");
    assertThat(leftOut(run)).isEmpty();
  }

  @Test
  void a_driver_that_collects_is_no_way_to_speak_for_it() throws Exception {
    RecordedRun run =
        run(List.of("**"), "printf 'file Li4vLi4vZXRj 3\\nfile-ended 1\\nended done 1 1 1 0\\n'");
    assertThat(run.artifacts()).isEmpty();
    assertThat(run.text(0).lines()).hasSize(3);
    assertThat(new String(run.output(), UTF_8)).startsWith("file ");
  }
}
