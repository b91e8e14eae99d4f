package dev.cofferdam.adapters.docker.runs;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxListener;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.vault.SecretValue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs in containers of a Docker engine.
 *
 * <p>A run has a container for its commands and, with a repository, one for the clone; the two
 * share a tmpfs as workspace and nothing else. PID 1 of both is the step driver ({@code
 * sandbox/driver.c}); what it tells stays in the engine's log until {@link #remove}, and that is
 * where a caller that comes back reads.
 */
public final class DockerSandbox implements Sandbox {
  /** A run under way holds two connections, and a clone one more. */
  private static final int MAX_CONNECTIONS = 1_024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** What every run uses. */
  record Parts(Engine engine, Images images, Containers containers, CloneScript cloneScript) {}

  private final DockerSettings settings;
  private final RunLabels labels;
  private final Engine engine;
  private final EgressFolders egress;
  private final Parts parts;
  private final EngineProbe probe;

  public DockerSandbox(DockerClient client, DockerSettings settings, EgressProxy proxy) {
    this.settings = settings;
    this.labels = new RunLabels(settings.installation());
    this.engine = new Engine(client, labels);
    this.egress = new EgressFolders(settings.sockets(), proxy);
    Images images = new Images(engine, settings.image(), settings.pullTimeout());
    this.parts =
        new Parts(
            engine,
            images,
            new Containers(
                engine,
                new ContainerPlans(engine, labels, settings.runtime()),
                images,
                new DriverVolume(engine, labels),
                egress),
            new CloneScript(settings.cloneTimeout(), settings.extraAuthorities()));
    this.probe = new EngineProbe(this, engine, settings.openNetwork());
  }

  /**
   * A client for an engine, fit for many runs at once.
   *
   * @param host as in DOCKER_HOST: {@code unix:///path} or {@code tcp://host:port}
   */
  public static DockerClient connect(String host) {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(host).build();
    ZerodepDockerHttpClient http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .maxConnections(MAX_CONNECTIONS)
            .connectionTimeout(CONNECT_TIMEOUT)
            .build();
    return DockerClientImpl.getInstance(config, http);
  }

  @Override
  public RuntimeKind runtime() {
    return RuntimeKind.DOCKER;
  }

  @Override
  public List<String> gaps() {
    return probe.gaps();
  }

  @Override
  public SandboxEnding run(
      SandboxSpec spec, Map<String, SecretValue> secrets, SandboxListener listener)
      throws InterruptedException, SandboxUnavailable {
    if (spec.network() == NetworkMode.OPEN && !settings.openNetwork()) {
      throw Refusal.invalid("network", "open is not allowed on this installation");
    }
    return new DockerRun(parts, spec, Map.copyOf(secrets), listener).execute(egress);
  }

  @Override
  public void stop(RunId run) throws SandboxUnavailable {
    uninterrupted(
        () -> {
          long began = System.nanoTime();
          while (true) {
            List<Engine.Found> unfinished =
                engine.containers(run).stream().filter(DockerSandbox::isUnfinished).toList();
            if (unfinished.isEmpty()) {
              return;
            }
            boolean patient = System.nanoTime() - began < GRACE.toNanos();
            for (Engine.Found container : unfinished) {
              end(container, patient);
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
          }
        });
  }

  private static boolean isUnfinished(Engine.Found container) {
    return switch (container.status()) {
      case "created", "running", "paused", "restarting" -> true;
      default -> false;
    };
  }

  /**
   * SIGUSR1 is how a driver is told to stop. One that has only just started does not hear it yet,
   * and one that was created is about to start, so this is called until the container has ended.
   */
  private void end(Engine.Found container, boolean patient)
      throws SandboxUnavailable, InterruptedException {
    boolean created = container.status().equals("created");
    if (created && !patient) {
      engine.remove(container.id());
    } else if (!created) {
      engine.signal(container.id(), patient ? "USR1" : "KILL");
    }
  }

  @Override
  public void remove(RunId run) throws SandboxUnavailable {
    uninterrupted(
        () -> {
          for (Engine.Found container : engine.containers(run)) {
            engine.remove(container.id());
          }
          for (InspectVolumeResponse volume : engine.volumes(labels.all(run))) {
            engine.removeVolume(volume.getName());
          }
        });
    egress.remove(run);
  }

  @Override
  public Set<RunId> present() throws SandboxUnavailable {
    Set<RunId> runs = new HashSet<>();
    uninterrupted(
        () -> {
          engine.containers().forEach(container -> runs.add(container.run()));
          for (InspectVolumeResponse volume : engine.volumes(labels.all())) {
            Map<String, String> marks = volume.getLabels();
            RunLabels.run(marks == null ? Map.of() : marks).ifPresent(runs::add);
          }
        });
    return runs;
  }

  /** Something that an interrupt breaks off. */
  private interface Interruptible {
    void run() throws SandboxUnavailable, InterruptedException;
  }

  private static void uninterrupted(Interruptible work) throws SandboxUnavailable {
    try {
      work.run();
    } catch (InterruptedException brokenOff) {
      Thread.currentThread().interrupt();
      throw new SandboxUnavailable("interrupted while asking the engine", brokenOff);
    }
  }
}
