package dev.cofferdam.app.wiring;

import com.github.dockerjava.api.DockerClient;
import dev.cofferdam.adapters.docker.runs.DockerSandbox;
import dev.cofferdam.adapters.docker.runs.DockerSettings;
import dev.cofferdam.adapters.egress.runs.EgressLimits;
import dev.cofferdam.adapters.egress.runs.FilteringEgressProxy;
import dev.cofferdam.adapters.egress.runs.HostPort;
import dev.cofferdam.adapters.process.runs.ProcessSandbox;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.app.config.InstallationId;
import dev.cofferdam.app.config.RunSettings;
import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.application.runs.port.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs are executed in here: containers, local processes, or nothing. Nothing downgrades
 * silently.
 */
public final class SandboxWiring {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxWiring.class);
  private static final Duration CLONE_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration PULL_TIMEOUT = Duration.ofMinutes(10);
  private static final int MAX_SOCKETS_PATH = 50;

  /** Empty where nothing can execute runs; {@link #missing} says why. */
  public final Optional<Sandbox> sandbox;

  /** Why runs can't be executed here, with the line that helps; empty where they can. */
  public final Optional<String> missing;

  public SandboxWiring(CofferdamConfiguration config) {
    RunSettings settings = config.runs();
    EgressProxy egress =
        new FilteringEgressProxy(
            settings.openHosts().stream().map(HostPort::parse).toList(), EgressLimits.DEFAULT);
    if (settings.runtime().equals("process")) {
      sandbox =
          Optional.of(
              new ProcessSandbox(config.dataDir().resolve("runs"), egress, settings.cloneCa()));
      missing = Optional.empty();
    } else if (new DockerEngine(settings.dockerHost()).answers()) {
      sandbox = Optional.of(docker(config, egress));
      missing = Optional.empty();
    } else {
      sandbox = Optional.empty();
      missing =
          Optional.of(
              "No Docker engine answers at "
                  + settings.dockerHost()
                  + ", so nothing can be run here. Start Docker or set DOCKER_HOST; for a look without"
                  + " isolation set COFFERDAM_RUNTIME=process.");
    }
    say();
  }

  private void say() {
    missing.ifPresent(LOG::warn);
    sandbox.ifPresent(
        found ->
            found
                .gaps()
                .forEach(gap -> LOG.warn("Runtime {} does not isolate: {}", found.runtime(), gap)));
  }

  private static Sandbox docker(CofferdamConfiguration config, EgressProxy egress) {
    RunSettings settings = config.runs();
    InstallationId installation = InstallationId.in(config.dataDir());
    DockerClient client = DockerSandbox.connect(settings.dockerHost());
    return new DockerSandbox(
        client,
        new DockerSettings(
            installation.value(),
            settings.image(),
            settings.ociRuntime(),
            sockets(config.dataDir(), installation),
            settings.cloneCa(),
            settings.openNetworkAllowed(),
            CLONE_TIMEOUT,
            PULL_TIMEOUT),
        egress);
  }

  /** Socket addresses are short (unix(7): 107 bytes), data folders need not be. */
  private static Path sockets(Path dataDir, InstallationId installation) {
    Path inside = dataDir.resolve("egress");
    return inside.toString().length() <= MAX_SOCKETS_PATH
        ? inside
        : Path.of("/tmp", "cofferdam-" + installation.value());
  }
}
