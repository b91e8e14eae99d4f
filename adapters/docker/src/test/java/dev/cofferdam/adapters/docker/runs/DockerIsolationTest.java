package dev.cofferdam.adapters.docker.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import dev.cofferdam.application.needs.NeedsDocker;
import dev.cofferdam.application.runs.port.RecordedRun;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.runs.port.SandboxSpecs;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The walls of a container, tried from within. */
@NeedsDocker
class DockerIsolationTest {
  private static final OneHostProxy PROXY = new OneHostProxy("open.test", 443, 1);

  private final DockerClient client = DockerSandboxes.client();
  private final DockerSandbox sandbox = DockerSandboxes.open("isolation", PROXY, Optional.empty());
  private final List<RunId> runs = new ArrayList<>();
  private final RecordedRun recorded = new RecordedRun();

  @AfterEach
  void removeRuns() throws SandboxUnavailable {
    for (RunId run : runs) {
      sandbox.remove(run);
    }
    assertThat(sandbox.present()).isEmpty();
  }

  private SandboxSpec spec(String... commands) {
    RunId run = new RunId(UUID.randomUUID());
    runs.add(run);
    return SandboxSpecs.of(run, commands);
  }

  private SandboxEnding run(SandboxSpec spec) throws Exception {
    return sandbox.run(spec, Map.of(), recorded);
  }

  private String printed(String command) throws Exception {
    assertThat(run(spec(command))).isInstanceOf(SandboxEnding.Completed.class);
    return recorded.text(0);
  }

  private InspectContainerResponse container(RunId run) {
    List<Container> found =
        client
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(Map.of("dev.cofferdam.run", run.toString()))
            .exec();
    return client.inspectContainerCmd(found.get(0).getId()).exec();
  }

  @Test
  void this_engine_has_no_gaps() {
    assertThat(sandbox.gaps()).allMatch(gap -> gap.contains("swap"));
  }

  @Test
  void secrets_are_in_nothing_that_the_engine_shows() throws Exception {
    SandboxSpec spec = spec("[ \"$TOKEN\" = hunter2hunter2 ]");
    sandbox.run(spec, Map.of("TOKEN", SecretValue.ofText("hunter2hunter2")), recorded);
    assertThat(recorded.ended(0).exitCode()).isZero();
    assertThat(container(spec.run()).toString()).contains("step-driver").doesNotContain("hunter2");
  }

  @Test
  void commands_have_no_power() throws Exception {
    String text =
        printed(
            "id -u; grep -E '^(CapEff|CapBnd|NoNewPrivs|Seccomp):' /proc/self/status;"
                + " touch /etc/x 2>/dev/null && echo ROOT WRITABLE;"
                + " unshare -U true 2>/dev/null && echo USER NAMESPACE;"
                + " ls /sys/class/net; hostname; true");
    assertThat(text.replace("\t", " ").lines())
        .containsExactly(
            "10001",
            "CapEff: 0000000000000000",
            "CapBnd: 0000000000000000",
            "NoNewPrivs: 1",
            "Seccomp: 2",
            "lo",
            "sandbox");
  }

  @Test
  void commands_cannot_write_or_read_for_the_driver() throws Exception {
    String text =
        printed(
            "for f in /proc/1/fd/1 /proc/1/mem /proc/1/oom_score_adj; do"
                + " (echo 'ended done 0 - - 0' > $f) 2>/dev/null && echo WROTE $f; done;"
                + " cat /proc/1/environ 2>/dev/null && echo READ;"
                + " kill -TERM 1; kill -USR1 1; kill -KILL 1; sleep 0.2; echo alive");
    assertThat(text).isEqualTo("alive\n");
  }

  @Test
  void a_command_that_takes_too_much_memory_is_killed_and_said_so() throws Exception {
    SandboxSpec spec = spec("head -c 1000000000 /dev/zero | tail > /dev/null; exit 1", "echo no");
    assertThat(run(spec)).isInstanceOf(SandboxEnding.OutOfMemory.class);
    assertThat(recorded.events(SandboxEvent.StepEnded.class)).hasSize(1);
  }

  @Test
  void a_fork_bomb_ends_with_its_step() throws Exception {
    SandboxSpec spec =
        spec( // The shell itself must not fork any more, for it would fail to.
            "(f() { f | f & }; f) 2>/dev/null & i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done",
            "echo after; ls /proc | grep -c '^[0-9]'");
    assertThat(run(spec)).isInstanceOf(SandboxEnding.Completed.class);
    assertThat(recorded.text(1)).startsWith("after\n");
    assertThat(Integer.parseInt(recorded.text(1).lines().skip(1).findFirst().orElseThrow()))
        .isLessThanOrEqualTo(5);
  }

  @Test
  void the_workspace_ends_at_its_size() throws Exception {
    String text = printed("head -c 100000000 /dev/zero > f 2> /dev/null && echo FITS; wc -c < f");
    assertThat(Integer.parseInt(text.strip())).isBetween(60_000_000, 64 << 20);
  }

  @Test
  void without_network_there_is_no_way_out() throws Exception {
    assertThat(printed("curl -sS -m 60 http://127.0.0.1:3128 2>&1; ls /run/cofferdam; true"))
        .contains("Failed to connect")
        .doesNotContain("proxy.sock");
  }

  @Test
  void proxied_runs_reach_the_proxy_and_nothing_else() throws Exception {
    SandboxSpec spec =
        SandboxSpecs.withNetwork(
            spec(
                "curl -sS -m 60 https://closed.test/ 2>&1; ls /sys/class/net",
                "curl -sS -m 60 --noproxy '*' http://1.1.1.1/ 2>&1; true"),
            NetworkMode.PROXIED);
    assertThat(run(spec)).isInstanceOf(SandboxEnding.Completed.class);
    assertThat(recorded.text(0)).contains("403").endsWith("lo\n");
    assertThat(recorded.text(1)).containsAnyOf("Failed to connect", "Couldn't connect");
  }

  @Test
  void an_open_network_is_refused_unless_allowed() {
    SandboxSpec spec = SandboxSpecs.withNetwork(spec("true"), NetworkMode.OPEN);
    assertThatThrownBy(() -> run(spec)).isInstanceOf(Refusal.class);
  }

  @Test
  void another_image_gets_the_driver_and_keeps_its_variables() throws Exception {
    String id =
        client
            .createContainerCmd(DockerSandboxes.IMAGE)
            .withEntrypoint("/bin/sh")
            .withLabels(Map.of("dev.cofferdam.test", "image"))
            .exec()
            .getId();
    String other = "cofferdam-test/other:1";
    try {
      client
          .commitCmd(id)
          .withRepository("cofferdam-test/other")
          .withTag("1")
          .withEnv("PATH=/usr/bin:/bin", "FROM_IMAGE=yes", "HOME=/root")
          .exec();
      assertThat(run(SandboxSpecs.withImage(spec("echo $FROM_IMAGE $HOME; pwd"), other)))
          .isInstanceOf(SandboxEnding.Completed.class);
      assertThat(recorded.text(0)).isEqualTo("yes /home/runner\n/workspace\n");
    } finally {
      client.removeContainerCmd(id).withForce(true).exec();
      client.removeImageCmd(other).withForce(true).exec();
    }
  }

  @Test
  void an_image_that_is_not_there_is_said_so() throws Exception {
    for (String name : List.of("registry.invalid/none:1", "No Image", "--privileged")) {
      assertThat(run(SandboxSpecs.withImage(spec("true"), name)))
          .isInstanceOf(SandboxEnding.ImageUnavailable.class);
    }
    assertThat(recorded.events()).isEmpty();
  }

  @Test
  void a_container_that_somebody_removed_is_lost() throws Exception {
    SandboxSpec spec = spec("echo begun; sleep 300");
    FutureTask<SandboxEnding> running = new FutureTask<>(() -> run(spec));
    Thread thread = new Thread(running, "caller");
    thread.setDaemon(true);
    thread.start();
    recorded.awaitOutput();
    client.removeContainerCmd(container(spec.run()).getId()).withForce(true).exec();
    assertThat(running.get(120, TimeUnit.SECONDS)).isInstanceOf(SandboxEnding.Lost.class);
  }

  @Test
  void an_operator_who_stops_the_container_does_not_cancel_the_run() throws Exception {
    SandboxSpec spec = spec("echo begun; sleep 300");
    FutureTask<SandboxEnding> running = new FutureTask<>(() -> run(spec));
    Thread thread = new Thread(running, "caller");
    thread.setDaemon(true);
    thread.start();
    recorded.awaitOutput();
    client.stopContainerCmd(container(spec.run()).getId()).withTimeout(5).exec();
    assertThat(running.get(120, TimeUnit.SECONDS)).isInstanceOf(SandboxEnding.Lost.class);
  }

  @Test
  void what_another_installation_runs_is_not_touched() throws Exception {
    SandboxSpec spec = spec("echo mine");
    run(spec);
    DockerSandbox other = DockerSandboxes.open("isolation-2", PROXY, Optional.empty());
    other.stop(spec.run());
    other.remove(spec.run());
    assertThat(other.present()).isEmpty();
    assertThat(sandbox.present()).containsExactly(spec.run());
  }
}
