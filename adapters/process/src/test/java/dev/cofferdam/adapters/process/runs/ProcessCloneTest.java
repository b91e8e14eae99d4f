package dev.cofferdam.adapters.process.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cofferdam.adapters.egress.runs.EgressLimits;
import dev.cofferdam.adapters.egress.runs.FilteringEgressProxy;
import dev.cofferdam.adapters.egress.runs.HostPort;
import dev.cofferdam.adapters.process.runs.ConfinedSandboxes.Level;
import dev.cofferdam.application.runs.port.RecordedRun;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.runs.port.SandboxSpecs;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.RepositoryUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clones over HTTPS through the real proxy from a real git server. */
@Timeout(300)
final class ProcessCloneTest {
  @TempDir static Path folder;
  private static GitServer git;

  @TempDir Path root;

  @BeforeAll
  static void serve() throws Exception {
    git = new GitServer(folder.resolve("git"));
  }

  @AfterAll
  static void stop() {
    git.close();
  }

  private ProcessSandbox sandbox(Level level, boolean opened, boolean trusted) throws Exception {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
    assumeTrue(level.worksIn(root), () -> level + " does not work here");
    List<HostPort> open = opened ? List.of(new HostPort("127.0.0.1", git.port())) : List.of();
    return new ProcessSandbox(
        root,
        new FilteringEgressProxy(open, EgressLimits.DEFAULT),
        trusted ? Optional.of(git.certificate()) : Optional.empty(),
        level.confinement());
  }

  private static SandboxSpec spec(Optional<CloneSpec.Revision> revision, String... commands) {
    return SandboxSpecs.withRepository(
        SandboxSpecs.of(new RunId(UUID.randomUUID()), commands),
        new CloneSpec(new RepositoryUrl(git.url()), revision));
  }

  private static String clonedCommit(RecordedRun run) {
    return run.events(SandboxEvent.Cloned.class).get(0).commit();
  }

  @ParameterizedTest
  @EnumSource(names = {"OWN_USER_AND_NAMESPACES", "NOTHING"})
  void each_revision_is_in_the_workspace_and_nothing_of_the_clone_in_the_environment(Level level)
      throws Exception {
    ProcessSandbox sandbox = sandbox(level, true, true);
    Map<Optional<CloneSpec.Revision>, String> wanted =
        Map.of(
            Optional.empty(), "main",
            Optional.of(new CloneSpec.Branch("feature/x")), "feature/x",
            Optional.of(new CloneSpec.Ref("refs/tags/v1")), "v1",
            Optional.of(new CloneSpec.Commit(git.id("v1"))), "v1");
    for (Map.Entry<Optional<CloneSpec.Revision>, String> entry : wanted.entrySet()) {
      RecordedRun run = new RecordedRun();
      SandboxSpec spec =
          spec(entry.getKey(), "git rev-parse HEAD; git status --porcelain; cat file; env; pwd");
      SandboxEnding ending = sandbox.run(spec, Map.of(), run);
      assertThat(ending).as(run.cloneText()).isInstanceOf(SandboxEnding.Completed.class);
      assertThat(clonedCommit(run)).isEqualTo(git.id(entry.getValue()));
      assertThat(run.ended(0).exitCode()).as(run.text(0)).isZero();
      assertThat(run.text(0))
          .startsWith(git.id(entry.getValue()) + "\n")
          .doesNotContainIgnoringCase("proxy")
          .doesNotContain("GIT_");
      assertThat(run.events(SandboxEvent.Started.class)).hasSize(1);
      sandbox.remove(spec.run());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OWN_USER_AND_NAMESPACES", "NOTHING"})
  void a_clone_is_told_before_the_commands_and_told_again_the_same(Level level) throws Exception {
    ProcessSandbox sandbox = sandbox(level, true, true);
    SandboxSpec spec = spec(Optional.empty(), "cat file");
    RecordedRun first = new RecordedRun();
    RecordedRun second = new RecordedRun();
    SandboxEnding ending = sandbox.run(spec, Map.of(), first);
    assertThat(sandbox.run(spec, Map.of(), second)).isEqualTo(ending);
    assertThat(second.events()).isEqualTo(first.events());
    assertThat(first.events())
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly(
            "CloneOutput",
            "Cloned",
            "Starting",
            "Started",
            "StepStarted",
            "StepOutput",
            "StepEnded");
    assertThat(first.text(0)).isEqualTo("second\n");
    sandbox.remove(spec.run());
  }

  @ParameterizedTest
  @EnumSource(names = {"OWN_USER_AND_NAMESPACES", "NOTHING"})
  void a_clone_that_fails_says_why_in_one_line_and_no_command_runs(Level level) throws Exception {
    RecordedRun run = new RecordedRun();
    SandboxSpec closed = spec(Optional.empty(), "echo never");
    assertThat(sandbox(level, false, true).run(closed, Map.of(), run))
        .isEqualTo(new SandboxEnding.CloneFailed("address not allowed: 127.0.0.1:" + git.port()));
    ProcessSandbox sandbox = sandbox(level, true, true);
    SandboxSpec noBranch = spec(Optional.of(new CloneSpec.Branch("none")), "echo never");
    assertThat(sandbox.run(noBranch, Map.of(), run))
        .isInstanceOfSatisfying(
            SandboxEnding.CloneFailed.class,
            failed -> assertThat(failed.reason()).startsWith("fatal: ").contains("none"));
    SandboxSpec untrusted = spec(Optional.empty(), "echo never");
    assertThat(sandbox(level, true, false).run(untrusted, Map.of(), run))
        .isInstanceOfSatisfying(
            SandboxEnding.CloneFailed.class,
            failed -> assertThat(failed.reason()).contains("certificate").doesNotContain("@"));
    assertThat(run.events()).hasOnlyElementsOfType(SandboxEvent.CloneOutput.class);
    for (SandboxSpec spec : List.of(closed, noBranch, untrusted)) {
      sandbox.remove(spec.run());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OWN_USER_AND_NAMESPACES", "NOTHING"})
  void what_is_open_to_clones_is_not_open_to_commands(Level level) throws Exception {
    ProcessSandbox sandbox = sandbox(level, true, true);
    SandboxSpec spec =
        SandboxSpecs.withNetwork(
            spec(
                Optional.empty(),
                "no_proxy= NO_PROXY= git -c http.sslVerify=false ls-remote " + git.url()),
            NetworkMode.PROXIED);
    RecordedRun run = new RecordedRun();
    sandbox.run(spec, Map.of(), run);
    assertThat(run.text(0)).contains("403");
    assertThat(run.ended(0).exitCode()).isNotZero();
    sandbox.remove(spec.run());
  }
}
