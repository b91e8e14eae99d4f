package dev.cofferdam.adapters.docker.runs;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Driver;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.TmpfsOptions;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Resources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The containers of a run, as they are asked for: every wall that an engine has, by name. */
final class ContainerPlans {
  static final String DRIVER = "/cofferdam/step-driver";
  static final String WORKSPACE = "/workspace";
  static final String HOME = "/home/runner";

  /** Where the folder with the egress proxy's socket is mounted. */
  static final String EGRESS = "/run/cofferdam";

  /** The user {@code runner} of the sandbox image; other images need not know it. */
  private static final int UID = 10_001;

  private static final long MIB = 1L << 20;

  /** What git itself may need besides the files that it writes. */
  private static final int CLONE_MEMORY_MB = 512;

  private static final int MOST_SCRATCH_MB = 512;

  /** Packed files have room there, however small the workspace is. */
  private static final int LEAST_CLONE_SCRATCH_MB = 32;

  private final Engine engine;
  private final RunLabels labels;
  private final Optional<String> runtime;

  ContainerPlans(Engine engine, RunLabels labels, Optional<String> runtime) {
    this.engine = engine;
    this.labels = labels;
    this.runtime = runtime;
  }

  /**
   * The container that executes the commands.
   *
   * @param driver the volume with the step driver, where the image has none
   * @param egress folder with the proxy's socket, where the run may use it
   */
  CreateContainerCmd steps(
      SandboxSpec spec, Images.Answer.Image image, Optional<String> driver, Optional<Path> egress) {
    List<Mount> mounts = mounts(spec, egress);
    driver.ifPresent(
        volume ->
            mounts.add(
                new Mount()
                    .withType(MountType.VOLUME)
                    .withSource(volume)
                    .withTarget(Path.of(DRIVER).getParent().toString())
                    .withReadOnly(true)));
    // An image's own volumes would be folders of the host without a limit.
    for (String path : image.volumes()) {
      if (!path.equals(WORKSPACE) && !path.equals(HOME) && !path.equals("/tmp")) {
        mounts.add(scratch(path, spec.resources()));
      }
    }
    String network = spec.network() == NetworkMode.OPEN ? "bridge" : "none";
    HostConfig host =
        host(spec.resources(), spec.resources().memoryMb(), mounts).withNetworkMode(network);
    return create(spec, RunLabels.Role.STEPS, image.id(), host);
  }

  /**
   * The container that fills the workspace.
   *
   * @param egress folder with the proxy's socket, for a clone
   */
  CreateContainerCmd clone(SandboxSpec spec, Images.Answer.Image image, Optional<Path> egress) {
    int memoryMb = CLONE_MEMORY_MB + spec.resources().diskMb();
    HostConfig host =
        host(spec.resources(), memoryMb, mounts(spec, egress))
            .withNetworkMode("none")
            .withTmpFs(scratch(Math.max(scratchMb(spec.resources()), LEAST_CLONE_SCRATCH_MB)));
    return create(spec, RunLabels.Role.CLONE, image.id(), host);
  }

  private CreateContainerCmd create(
      SandboxSpec spec, RunLabels.Role role, String image, HostConfig host) {
    return engine
        .client()
        .createContainerCmd(image)
        .withName(labels.name(spec.run(), role))
        .withLabels(labels.of(spec.run(), role))
        .withEntrypoint(DRIVER)
        .withUser(UID + ":" + UID)
        .withWorkingDir("/")
        .withHostName("sandbox")
        .withStdinOpen(true)
        .withStdInOnce(false)
        .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
        .withHostConfig(host);
  }

  private HostConfig host(Resources resources, int memoryMb, List<Mount> mounts) {
    HostConfig host =
        HostConfig.newHostConfig()
            .withInit(false)
            .withCapDrop(Capability.ALL)
            .withSecurityOpts(List.of("no-new-privileges"))
            .withReadonlyRootfs(true)
            .withMemory(memoryMb * MIB)
            .withMemorySwap(memoryMb * MIB)
            .withNanoCPUs(Math.round(resources.cpus() * 1e9))
            .withPidsLimit((long) resources.pids())
            .withIpcMode("private")
            .withOomScoreAdj(100)
            .withUlimits(new Ulimit[] {new Ulimit("core", 0L, 0L)})
            .withRestartPolicy(RestartPolicy.noRestart())
            .withLogConfig(log())
            .withTmpFs(scratch(scratchMb(resources)))
            .withMounts(mounts);
    return runtime.map(host::withRuntime).orElse(host);
  }

  private static Map<String, String> scratch(int sizeMb) {
    String scratch = "rw,nosuid,nodev,exec,mode=1777,size=" + sizeMb + "m";
    String home = scratch.replace("mode=1777", "mode=0700") + ",uid=" + UID + ",gid=" + UID;
    return Map.of("/tmp", scratch, HOME, home);
  }

  /**
   * The log is what a returning worker reads: never rotated, never dropped, whatever the engine's
   * defaults are. Its size is bounded by the driver.
   */
  private static LogConfig log() {
    return new LogConfig(
        LogConfig.LoggingType.JSON_FILE,
        Map.of("max-size", "1000g", "max-file", "1", "compress", "false", "mode", "blocking"));
  }

  private List<Mount> mounts(SandboxSpec spec, Optional<Path> egress) {
    List<Mount> mounts = new ArrayList<>();
    mounts.add(workspace(spec));
    egress.ifPresent(
        folder ->
            mounts.add(
                new Mount()
                    .withType(MountType.BIND)
                    .withSource(folder.toString())
                    .withTarget(EGRESS)
                    .withReadOnly(true)));
    return mounts;
  }

  /**
   * A tmpfs as a named volume, so that two containers can share it: a size that every engine
   * enforces. It holds its files while a container that uses it runs.
   */
  private Mount workspace(SandboxSpec spec) {
    Map<String, String> options = new HashMap<>();
    options.put("type", "tmpfs");
    options.put("device", "tmpfs");
    options.put(
        "o",
        "nosuid,nodev,mode=0755,uid=%d,gid=%d,size=%dm"
            .formatted(UID, UID, spec.resources().diskMb()));
    return new Mount()
        .withType(MountType.VOLUME)
        .withSource(labels.name(spec.run(), RunLabels.Role.WORKSPACE))
        .withTarget(WORKSPACE)
        .withVolumeOptions(
            new VolumeOptions()
                .withNoCopy(true)
                .withLabels(labels.of(spec.run(), RunLabels.Role.WORKSPACE))
                .withDriverConfig(new Driver().withName("local").withOptions(options)));
  }

  private static Mount scratch(String path, Resources resources) {
    return new Mount()
        .withType(MountType.TMPFS)
        .withTarget(path)
        .withTmpfsOptions(
            new TmpfsOptions().withMode(0_1777).withSizeBytes(scratchMb(resources) * MIB));
  }

  private static int scratchMb(Resources resources) {
    return Math.min(resources.diskMb(), MOST_SCRATCH_MB);
  }
}
