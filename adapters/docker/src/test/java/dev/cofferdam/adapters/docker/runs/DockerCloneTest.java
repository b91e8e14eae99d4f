package dev.cofferdam.adapters.docker.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Container;
import dev.cofferdam.application.needs.NeedsDocker;
import dev.cofferdam.application.runs.port.RecordedRun;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.runs.port.SandboxSpecs;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.runs.RepositoryUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Clones from a real git server over https, through a proxy that lets that one host through. */
@NeedsDocker
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerCloneTest {
  private final List<RunId> runs = new ArrayList<>();
  private GitServer server;
  private DockerSandbox sandbox;
  private String first;
  private String second;
  private RecordedRun recorded = new RecordedRun();

  @BeforeAll
  void serve(@TempDir Path folder) throws Exception {
    server = new GitServer(folder);
    sandbox =
        DockerSandboxes.open(
            "clone",
            new OneHostProxy(GitServer.HOST, server.port(), server.port()),
            Optional.of(server.authority()));
    Path work = Files.createDirectories(folder.resolve("work"));
    GitServer.execute(work, "git", "init", "-q", "-b", "main", ".");
    Files.writeString(work.resolve("file"), "first\n");
    Files.createSymbolicLink(work.resolve("passwd"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(work.resolve("up"), Path.of("../../.."));
    Files.createDirectories(work.resolve("hooks"));
    Files.writeString(work.resolve("hooks/post-checkout"), "#!/bin/sh\ntouch /workspace/pwned\n");
    Files.writeString(work.resolve(".gitattributes"), "* filter=evil\n");
    Files.writeString(
        work.resolve(".gitmodules"),
        "[submodule \"s\"]\n\tpath = s\n\turl = ext::sh -c touch% /workspace/pwned\n");
    GitServer.execute(work, "git", "add", ".");
    GitServer.execute(work, "git", "commit", "-q", "-m", "first");
    first = GitServer.execute(work, "git", "rev-parse", "HEAD");
    Files.writeString(work.resolve("file"), "second\n");
    GitServer.execute(work, "git", "commit", "-q", "-a", "-m", "second");
    second = GitServer.execute(work, "git", "rev-parse", "HEAD");
    GitServer.execute(work, "git", "tag", "v1", first);
    GitServer.execute(work, "git", "branch", "feature/x", first);
    Path bare = server.repositories().resolve("repo.git");
    GitServer.execute(work, "git", "clone", "-q", "--bare", ".", bare.toString());
    Path empty = server.repositories().resolve("empty.git");
    GitServer.execute(work, "git", "init", "-q", "--bare", empty.toString());
  }

  @AfterAll
  void close() {
    server.close();
  }

  @AfterEach
  void removeRuns() throws SandboxUnavailable {
    for (RunId run : runs) {
      sandbox.remove(run);
    }
    runs.clear();
    recorded = new RecordedRun();
    assertThat(sandbox.present()).isEmpty();
  }

  private SandboxSpec spec(String url, Optional<CloneSpec.Revision> revision, String... commands) {
    RunId run = new RunId(UUID.randomUUID());
    runs.add(run);
    return SandboxSpecs.withRepository(
        SandboxSpecs.of(run, commands), new CloneSpec(new RepositoryUrl(url), revision));
  }

  private SandboxEnding run(SandboxSpec spec) throws Exception {
    return sandbox.run(spec, Map.of(), recorded);
  }

  private void requireClone(Optional<CloneSpec.Revision> revision, String commit, String content)
      throws Exception {
    SandboxSpec spec = spec(server.url("repo.git"), revision, "cat file; git rev-parse HEAD");
    assertThat(run(spec)).isInstanceOf(SandboxEnding.Completed.class);
    assertThat(recorded.events(SandboxEvent.Cloned.class))
        .containsExactly(new SandboxEvent.Cloned(commit));
    assertThat(recorded.text(0)).isEqualTo(content + "\n" + commit + "\n");
  }

  @Test
  void the_default_branch_is_cloned() throws Exception {
    requireClone(Optional.empty(), second, "second");
    assertThat(recorded.events())
        .extracting(event -> event.getClass().getSimpleName())
        .containsSubsequence("CloneOutput", "Cloned", "Starting", "Started", "StepStarted");
  }

  @Test
  void a_branch_is_cloned() throws Exception {
    requireClone(Optional.of(new CloneSpec.Branch("feature/x")), first, "first");
  }

  @Test
  void a_tag_is_cloned() throws Exception {
    requireClone(Optional.of(new CloneSpec.Ref("refs/tags/v1")), first, "first");
  }

  @Test
  void a_commit_is_cloned() throws Exception {
    requireClone(Optional.of(new CloneSpec.Commit(first)), first, "first");
  }

  @Test
  void nothing_of_the_repository_is_executed_and_nothing_of_the_clone_is_left() throws Exception {
    SandboxSpec spec =
        spec(
            server.url("repo.git"),
            Optional.empty(),
            "ls -a; [ ! -e pwned ] || echo PWNED; env | grep -i -E 'proxy|GIT_' ; ls /run/cofferdam;"
                + " [ -e /tmp/authorities.pem ] && echo LEFT; git status --short; true");
    assertThat(run(spec)).isInstanceOf(SandboxEnding.Completed.class);
    assertThat(recorded.text(0))
        .contains("file\n", "passwd\n")
        .doesNotContain("PWNED", "LEFT", "3128", "GIT_", "proxy.sock");
  }

  @Test
  void what_is_not_there_fails_with_a_reason() throws Exception {
    Optional<CloneSpec.Revision> none = Optional.of(new CloneSpec.Branch("none"));
    assertThat(run(spec(server.url("repo.git"), none, "echo no")))
        .isEqualTo(
            new SandboxEnding.CloneFailed(
                "fatal: Remote branch none not found in upstream origin"));
    assertThat(run(spec(server.url("absent.git"), Optional.empty(), "echo no")))
        .isInstanceOfSatisfying(
            SandboxEnding.CloneFailed.class,
            failed -> assertThat(failed.reason()).contains("not found"));
    assertThat(run(spec(server.url("empty.git"), Optional.empty(), "echo no")))
        .isEqualTo(new SandboxEnding.CloneFailed("the repository has no commit"));
    Optional<CloneSpec.Revision> commit = Optional.of(new CloneSpec.Commit("0".repeat(39) + "1"));
    assertThat(run(spec(server.url("repo.git"), commit, "echo no")))
        .isInstanceOf(SandboxEnding.CloneFailed.class);
    assertThat(recorded.events(SandboxEvent.Started.class)).isEmpty();
  }

  @Test
  void a_host_that_the_proxy_refuses_is_said_so() throws Exception {
    assertThat(run(spec("https://169.254.169.254/repo.git", Optional.empty(), "echo no")))
        .isEqualTo(new SandboxEnding.CloneFailed("the proxy refused the address"));
  }

  @Test
  void a_clone_that_ended_is_told_again_with_the_same_bytes() throws Exception {
    SandboxSpec spec = spec(server.url("repo.git"), Optional.empty(), "cat file");
    SandboxEnding ending = run(spec);
    RecordedRun again = new RecordedRun();
    assertThat(sandbox.run(spec, Map.of(), again)).isEqualTo(ending);
    assertThat(again.events()).isEqualTo(recorded.events());
  }

  @Test
  void a_caller_that_died_after_the_clone_is_followed_by_one_that_goes_on() throws Exception {
    SandboxSpec spec = spec(server.url("repo.git"), Optional.empty(), "cat file");
    IllegalStateException death = new IllegalStateException("killed here");
    try {
      sandbox.run(
          spec,
          Map.of(),
          event -> {
            recorded.on(event);
            if (event instanceof SandboxEvent.Cloned) {
              throw death;
            }
          });
    } catch (IllegalStateException thrown) {
      assertThat(thrown).isSameAs(death);
    }
    RecordedRun again = new RecordedRun();
    assertThat(sandbox.run(spec, Map.of(), again)).isInstanceOf(SandboxEnding.Completed.class);
    assertThat(again.text(0)).isEqualTo("second\n");
    assertThat(again.events()).startsWith(recorded.events().toArray(SandboxEvent[]::new));
  }

  @Test
  void a_run_whose_clone_container_was_removed_is_lost_and_not_cloned_again() throws Exception {
    SandboxSpec spec = spec(server.url("repo.git"), Optional.empty(), "cat file");
    run(spec);
    for (Container container :
        DockerSandboxes.client()
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(
                Map.of("dev.cofferdam.run", spec.run().toString(), "dev.cofferdam.role", "clone"))
            .exec()) {
      DockerSandboxes.client().removeContainerCmd(container.getId()).withForce(true).exec();
    }
    assertThat(run(spec)).isInstanceOf(SandboxEnding.Lost.class);
  }
}
