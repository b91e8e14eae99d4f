package dev.cofferdam.adapters.docker.runs;

import com.github.dockerjava.api.DockerClient;
import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.SandboxFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Opens sandboxes on the engine of the environment. */
public final class DockerSandboxes implements SandboxFactory {
  static final String IMAGE =
      System.getenv().getOrDefault("COFFERDAM_DEFAULT_IMAGE", "cofferdam/sandbox:1");

  private static final DockerClient CLIENT =
      DockerSandbox.connect(
          System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock"));

  public DockerSandboxes() {}

  static DockerClient client() {
    return CLIENT;
  }

  /**
   * @param argument names the installation and the folder of its sockets
   */
  @Override
  public Sandbox open(String argument) {
    return open(argument, new OneHostProxy("none.test", 1, 1), Optional.empty());
  }

  static DockerSandbox open(String installation, EgressProxy proxy, Optional<Path> authorities) {
    DockerSettings settings =
        new DockerSettings(
            installation,
            IMAGE,
            Optional.empty(),
            Path.of("/tmp", "cofferdam-test-" + installation),
            authorities,
            false,
            Duration.ofMinutes(3),
            Duration.ofSeconds(20));
    return new DockerSandbox(CLIENT, settings, proxy);
  }
}
