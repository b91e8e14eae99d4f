package dev.cofferdam.app.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.app.wiring.OpenVault;
import dev.cofferdam.app.wiring.SandboxWiring;
import dev.cofferdam.application.needs.NeedsDocker;
import dev.cofferdam.application.runs.port.Sandbox;
import io.dropwizard.jackson.Jackson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The conformance suite of sandboxes, as {@code doctor --sandbox} runs it. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SandboxTrialTest {
  private static final int FEWEST = 25;
  private static final String DOCKER_HOST =
      System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");

  @TempDir private Path dataDir;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private int breachesOf(String runtime) throws Exception {
    CofferdamConfiguration config = config(runtime);
    Sandbox sandbox = new SandboxWiring(config).sandbox.orElseThrow();
    int breaches =
        new SandboxTrial(new PrintStream(printed, true, StandardCharsets.UTF_8)).run(sandbox);
    assertThat(sandbox.present()).isEmpty();
    return breaches;
  }

  private CofferdamConfiguration config(String runtime) {
    ObjectMapper json = Jackson.newObjectMapper();
    ObjectNode runs = json.valueToTree(OpenVault.config(dataDir).runs());
    runs.put("runtime", runtime).put("dockerHost", DOCKER_HOST);
    ObjectNode config = json.createObjectNode().put("dataDir", dataDir.toString());
    config.set("runs", runs);
    return json.convertValue(config, CofferdamConfiguration.class);
  }

  private List<String> lines(String mark) {
    return printed
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(mark + " "))
        .toList();
  }

  @Test
  @NeedsDocker
  void aContainersWallsHold() throws Exception {
    int breaches = breachesOf("docker");
    assertThat(lines("BREACH")).isEmpty();
    assertThat(breaches).isZero();
    assertThat(lines("-")).isEmpty();
    assertThat(lines("held")).hasSizeGreaterThanOrEqualTo(FEWEST);
  }

  /**
   * What the process runtime says itself that it doesn't isolate: a suite that finds it has teeth.
   */
  @Tag("full")
  @Test
  void aProcessesHolesAreFound() throws Exception {
    int breaches = breachesOf("process");
    assertThat(lines("BREACH"))
        .hasSize(breaches)
        .anyMatch(line -> line.contains("system calls"))
        .anyMatch(line -> line.contains("shared memory"));
    assertThat(lines("held")).isNotEmpty();
  }
}
