package dev.cofferdam.adapters.docker.runs;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings the step driver into other people's images: a volume with what our own image has beside
 * its driver, which the engine fills when a container of our image is created on the empty volume.
 */
final class DriverVolume {
  private final Engine engine;
  private final RunLabels labels;
  private final Set<String> filled = ConcurrentHashMap.newKeySet();

  DriverVolume(Engine engine, RunLabels labels) {
    this.engine = engine;
    this.labels = labels;
  }

  /** Makes the volume unless it is there, and gives its name. */
  String ensure(Images.Answer.Image own) throws SandboxUnavailable, InterruptedException {
    String name = labels.driverVolume(own.id());
    if (!filled.contains(name) || !exists(name)) {
      fill(name, own);
      filled.add(name);
    }
    return name;
  }

  private boolean exists(String name) throws SandboxUnavailable, InterruptedException {
    try {
      engine.ask("inspect a volume", () -> engine.client().inspectVolumeCmd(name).exec());
      return true;
    } catch (NotFoundException pruned) {
      return false;
    }
  }

  private void fill(String name, Images.Answer.Image own)
      throws SandboxUnavailable, InterruptedException {
    Mount mount =
        new Mount()
            .withType(MountType.VOLUME)
            .withSource(name)
            .withTarget(Path.of(ContainerPlans.DRIVER).getParent().toString())
            .withVolumeOptions(new VolumeOptions().withLabels(labels.of(RunLabels.Role.DRIVER)));
    String filler =
        engine.create(
            engine
                .client()
                .createContainerCmd(own.id())
                .withLabels(labels.of(RunLabels.Role.DRIVER))
                .withHostConfig(
                    HostConfig.newHostConfig().withNetworkMode("none").withMounts(List.of(mount))));
    engine.remove(filler);
  }
}
