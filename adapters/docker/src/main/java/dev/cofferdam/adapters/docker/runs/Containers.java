package dev.cofferdam.adapters.docker.runs;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.runs.NetworkMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Makes and starts the containers of runs. */
final class Containers {
  private final Engine engine;
  private final ContainerPlans plans;
  private final Images images;
  private final DriverVolume driver;
  private final EgressFolders egress;

  Containers(
      Engine engine,
      ContainerPlans plans,
      Images images,
      DriverVolume driver,
      EgressFolders egress) {
    this.engine = engine;
    this.plans = plans;
    this.images = images;
    this.driver = driver;
    this.egress = egress;
  }

  /** The container of a run with a role, made by this call or by an earlier one. */
  static Optional<Engine.Found> in(List<Engine.Found> found, RunLabels.Role role) {
    return found.stream().filter(container -> container.role() == role).findFirst();
  }

  /** Creates the container for the commands and gives its id. */
  String createSteps(SandboxSpec spec, Images.Answer.Image image)
      throws SandboxUnavailable, InterruptedException {
    Optional<String> volume =
        image.own() ? Optional.empty() : Optional.of(driver.ensure(images.own()));
    Optional<Path> folder =
        spec.network() == NetworkMode.PROXIED
            ? Optional.of(egress.folder(spec.run(), EgressProxy.Purpose.STEPS))
            : Optional.empty();
    return create(plans.steps(spec, image, volume, folder));
  }

  /** Creates the container that fills the workspace and gives its id. */
  String createClone(SandboxSpec spec) throws SandboxUnavailable, InterruptedException {
    Optional<Path> folder =
        spec.repository().isPresent()
            ? Optional.of(egress.folder(spec.run(), EgressProxy.Purpose.CLONE))
            : Optional.empty();
    return create(plans.clone(spec, images.own(), folder));
  }

  private String create(CreateContainerCmd plan) throws SandboxUnavailable, InterruptedException {
    try {
      return engine.create(plan);
    } catch (ConflictException taken) {
      throw new SandboxUnavailable("another worker is at this run", taken);
    } catch (DockerException refused) {
      throw new SandboxUnavailable(
          "the engine refuses the container: " + Engine.sentence(refused), refused);
    }
  }

  /**
   * Starts a container, or does nothing when it runs.
   *
   * @return why its image can't be started; empty when it was, or when the container is gone
   */
  Optional<String> start(String id) throws SandboxUnavailable, InterruptedException {
    try {
      engine.start(id);
      return Optional.empty();
    } catch (NotFoundException gone) {
      return engine.state(id).map(there -> Engine.sentence(gone));
    } catch (DockerException refused) {
      return Optional.of(Engine.sentence(refused));
    }
  }

  /** Starts two containers at the same time; see {@link #start}. */
  Optional<String> startBoth(String first, String second)
      throws SandboxUnavailable, InterruptedException {
    FutureTask<Optional<String>> other = new FutureTask<>(() -> start(second));
    Thread thread = new Thread(other, "start-container");
    thread.setDaemon(true);
    thread.start();
    Optional<String> failure = start(first);
    try {
      Optional<String> otherFailure = other.get();
      return failure.isPresent() ? failure : otherFailure;
    } catch (ExecutionException failed) {
      throw new SandboxUnavailable("a container can't be started", failed.getCause());
    }
  }
}
