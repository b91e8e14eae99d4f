package dev.cofferdam.adapters.process.runs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cofferdam.adapters.egress.runs.EgressLimits;
import dev.cofferdam.adapters.egress.runs.FilteringEgressProxy;
import dev.cofferdam.adapters.process.runs.ConfinedSandboxes.Level;
import dev.cofferdam.application.runs.port.RecordedRun;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.runs.port.SandboxSpecs;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.vault.SecretValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
final class ConfinementTest {
  @TempDir Path root;

  @BeforeEach
  void openTheRoot() throws IOException {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
  }

  private Sandbox sandbox(Level level) {
    assumeTrue(level.worksIn(root), () -> level + " does not work here");
    return new ConfinedSandboxes().open(level + ":" + root);
  }

  private static SandboxSpec spec(String... commands) {
    return SandboxSpecs.of(new RunId(UUID.randomUUID()), commands);
  }

  private static RecordedRun run(Sandbox sandbox, String... commands) throws Exception {
    RecordedRun run = new RecordedRun();
    SandboxSpec spec = spec(commands);
    assertThat(sandbox.run(spec, Map.of(), run)).isInstanceOf(SandboxEnding.Completed.class);
    sandbox.remove(spec.run());
    return run;
  }

  @ParameterizedTest
  @EnumSource(names = {"OWN_USER_AND_NAMESPACES", "OWN_USER"})
  void commands_have_a_user_of_their_own_without_any_privilege(Level level) throws Exception {
    RecordedRun run =
        run(
            sandbox(level),
            "id -u; id -G; umask; grep -E '^(Cap|NoNewPrivs)' /proc/self/status; cat /etc/shadow");
    assertThat(run.text(0))
        .matches("(?s)\\d{10}\\n\\d{10}\\n0022\\n.*")
        .contains("NoNewPrivs:\t1", "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000")
        .contains("/etc/shadow: Permission denied");
  }

  @ParameterizedTest
  @EnumSource(names = {"OWN_USER_AND_NAMESPACES", "USER_NAMESPACE"})
  void namespaces_hide_processes_network_and_temporary_files(Level level) throws Exception {
    Path hosts = Files.createTempFile("cofferdam", "host");
    String mine = "mine-" + UUID.randomUUID();
    try {
      RecordedRun run =
          run(
              sandbox(level),
              "ls -d /proc/[0-9]* | wc -l; grep -c : /proc/net/dev; ls -A /tmp /var/tmp | wc -l",
              "echo x > /tmp/" + mine + "; cat $TMPDIR/mine-*",
              "ls " + hosts);
      String[] counts = run.text(0).trim().split("\\s+", -1);
      assertThat(Integer.parseInt(counts[0])).isLessThan(12);
      assertThat(counts[1]).isEqualTo("1");
      assertThat(run.text(1)).isEqualTo("x\n");
      assertThat(Path.of("/tmp", mine)).doesNotExist();
      assertThat(run.ended(2).exitCode()).isEqualTo(2);
    } finally {
      Files.delete(hosts);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OWN_USER_AND_NAMESPACES", "USER_NAMESPACE"})
  void the_workspace_has_a_size(Level level) throws Exception {
    RecordedRun run =
        run(
            sandbox(level),
            "head -c 40000000 /dev/zero > a && head -c 40000000 /dev/zero > b; wc -c < a; exit 5");
    assertThat(run.text(0)).contains("No space left on device").contains("40000000");
    assertThat(run.ended(0).exitCode()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(names = {"OWN_USER_AND_NAMESPACES", "OWN_USER"})
  void processes_are_limited_and_a_bomb_of_them_ends_with_its_step(Level level) throws Exception {
    RecordedRun run = new RecordedRun();
    Sandbox sandbox = sandbox(level);
    SandboxSpec bomb =
        SandboxSpecs.limited(spec("f() { f & f & wait; }; f"), Duration.ofSeconds(2), 1_000);
    SandboxEnding ending = sandbox.run(bomb, Map.of(), run);
    assertThat(ending).isInstanceOfAny(SandboxEnding.TimedOut.class, SandboxEnding.Completed.class);
    int uid =
        new Confinement(Confinement.Users.OWN, false, true, true).uid(bomb.run()).orElseThrow();
    assertThat(ProcStat.pids().stream().filter(new Sweep.OfUser(uid)::owns))
        .noneMatch(pid -> ProcStat.of(pid).filter(ProcStat::isRunning).isPresent());
    sandbox.remove(bomb.run());
  }

  @ParameterizedTest
  @EnumSource
  void a_writer_in_the_background_neither_blocks_the_end_nor_fills_memory(Level level)
      throws Exception {
    RecordedRun run = run(sandbox(level), "yes & sleep 0.3; echo", "exit 3");
    assertThat(run.ended(1).exitCode()).isEqualTo(3);
    assertThat(run.ended(0).duration()).isLessThan(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @EnumSource
  void the_dynamic_linker_of_the_tools_hears_nothing_of_the_run(Level level) throws Exception {
    Sandbox sandbox = sandbox(level);
    SandboxSpec spec =
        SandboxSpecs.withVariables(
            spec("echo $LD_PRELOAD"), Map.of("LD_PRELOAD", "/nowhere.so", "PATH", "/nowhere"));
    RecordedRun run = new RecordedRun();
    sandbox.run(spec, Map.of(), run);
    assertThat(run.ended(0).exitCode()).isZero();
    assertThat(run.text(0)).endsWith("/nowhere.so\n").containsOnlyOnce("cannot be preloaded");
    sandbox.remove(spec.run());
  }

  @ParameterizedTest
  @EnumSource
  void secrets_are_in_no_argument_list_and_no_file(Level level) throws Exception {
    Sandbox sandbox = sandbox(level);
    String secret = "s3cr3t-" + UUID.randomUUID();
    SandboxSpec spec = spec("echo begun; sleep 300");
    RecordedRun run = new RecordedRun();
    FutureTask<SandboxEnding> running =
        new FutureTask<>(() -> sandbox.run(spec, Map.of("TOKEN", SecretValue.ofText(secret)), run));
    new Thread(running).start();
    run.awaitOutput();
    for (long pid : ProcStat.pids()) {
      assertThat(contentOrNothing(ProcStat.procFile(pid, "cmdline"))).doesNotContain(secret);
    }
    List<Path> files;
    try (Stream<Path> walked = Files.walk(root)) {
      files = walked.filter(Files::isRegularFile).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(contentOrNothing(file)).as(file.toString()).doesNotContain(secret);
    }
    sandbox.stop(spec.run());
    assertThat(running.get(120, TimeUnit.SECONDS)).isInstanceOf(SandboxEnding.Stopped.class);
    sandbox.remove(spec.run());
  }

  private static String contentOrNothing(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_run_whose_driver_is_killed_is_lost_and_not_begun_again(Level level) throws Exception {
    Sandbox sandbox = sandbox(level);
    SandboxSpec spec = spec("echo begun; sleep 300");
    RecordedRun run = new RecordedRun();
    FutureTask<SandboxEnding> running = new FutureTask<>(() -> sandbox.run(spec, Map.of(), run));
    new Thread(running).start();
    run.awaitOutput();
    RunFolder.of(root, spec.run()).process().orElseThrow().kill();
    assertThat(running.get(120, TimeUnit.SECONDS)).isInstanceOf(SandboxEnding.Lost.class);
    RecordedRun again = new RecordedRun();
    assertThat(sandbox.run(spec, Map.of(), again)).isInstanceOf(SandboxEnding.Lost.class);
    assertThat(again.text(0)).isEqualTo("begun\n");
    sandbox.remove(spec.run());
    assertThat(sandbox.present()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"OWN_USER", "NOTHING"})
  void removing_deletes_links_and_not_what_they_point_to(Level level) throws Exception {
    Path outside = Files.createDirectory(root.resolve("outside"));
    Files.writeString(outside.resolve("kept"), "kept");
    Sandbox sandbox = sandbox(level);
    run(
        sandbox,
        "ln -s " + outside + " link; ln -s . loop; mkdir -p d/e; echo x > d/e/f; chmod 000 d/e d");
    assertThat(outside.resolve("kept")).hasContent("kept");
    assertThat(sandbox.present()).isEmpty();
    assertThat(root).isDirectoryNotContaining(path -> path.getFileName().toString().length() == 36);
  }

  @Test
  void an_empty_folder_of_a_server_that_died_early_is_begun_anew() throws Exception {
    Sandbox sandbox = sandbox(Level.NOTHING);
    SandboxSpec spec = spec("echo x");
    RunFolder.of(root, spec.run()).create(true, OptionalInt.empty());
    RecordedRun run = new RecordedRun();
    assertThat(sandbox.run(spec, Map.of(), run)).isInstanceOf(SandboxEnding.Completed.class);
    assertThat(run.text(0)).isEqualTo("x\n");
    sandbox.remove(spec.run());
  }

  @Test
  void the_strongest_confinement_is_found_and_says_what_is_missing() throws Exception {
    Sandbox found =
        new ProcessSandbox(
            root, new FilteringEgressProxy(List.of(), EgressLimits.DEFAULT), Optional.empty());
    assertThat(found.gaps())
        .anyMatch(gap -> gap.contains("host's files"))
        .allMatch(gap -> gap.endsWith("."));
    if (Level.OWN_USER_AND_NAMESPACES.worksIn(root)) {
      assertThat(found.gaps()).isEqualTo(sandbox(Level.OWN_USER_AND_NAMESPACES).gaps());
      assertThat(found.gaps()).noneMatch(gap -> gap.contains("network"));
    }
    assertThat(sandbox(Level.NOTHING).gaps())
        .anyMatch(gap -> gap.contains("server's own user"))
        .anyMatch(gap -> gap.contains("network is the host's"))
        .anyMatch(gap -> gap.contains("size of the workspace"))
        .hasSizeGreaterThan(found.gaps().size());
    try (Stream<Path> left = Files.list(root)) {
      assertThat(left.filter(path -> path.getFileName().toString().length() == 36)).isEmpty();
    }
  }

  @Test
  void a_root_too_deep_for_sockets_is_refused() {
    Path deep = root.resolve("x".repeat(60));
    assertThatThrownBy(
            () ->
                new ProcessSandbox(
                    deep,
                    new FilteringEgressProxy(List.of(), EgressLimits.DEFAULT),
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void a_pid_that_was_given_away_again_is_nobodys_driver() throws Exception {
    ProcStat own = ProcStat.of(ProcessHandle.current().pid()).orElseThrow();
    String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
    assertThat(new DriverProcess(own.pid(), own.startTime(), boot).isAlive()).isTrue();
    assertThat(new DriverProcess(own.pid(), own.startTime() + 1, boot).isAlive()).isFalse();
    assertThat(new DriverProcess(own.pid(), own.startTime(), "another boot").isAlive()).isFalse();
  }
}
