package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Resources;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Specs for tests: small limits, no network, and what a test changes of that. */
public final class SandboxSpecs {
  private SandboxSpecs() {}

  public static SandboxSpec of(RunId run, String... commands) {
    return new SandboxSpec(
        new OrgId(new UUID(0, 1)),
        run,
        Optional.empty(),
        Optional.empty(),
        List.of(commands),
        Map.of(),
        new Resources(1, 256, 64, 64),
        NetworkMode.NONE,
        Duration.ofMinutes(5),
        16 << 20,
        Collecting.NOTHING,
        Optional.empty());
  }

  public static SandboxSpec limited(SandboxSpec spec, Duration timeout, long outputLimit) {
    return new SandboxSpec(
        spec.org(),
        spec.run(),
        spec.image(),
        spec.repository(),
        spec.commands(),
        spec.variables(),
        spec.resources(),
        spec.network(),
        timeout,
        outputLimit,
        spec.collecting(),
        spec.files());
  }

  public static SandboxSpec withVariables(SandboxSpec spec, Map<String, String> variables) {
    return new SandboxSpec(
        spec.org(),
        spec.run(),
        spec.image(),
        spec.repository(),
        spec.commands(),
        variables,
        spec.resources(),
        spec.network(),
        spec.timeout(),
        spec.outputLimit(),
        spec.collecting(),
        spec.files());
  }

  public static SandboxSpec withImage(SandboxSpec spec, String image) {
    return new SandboxSpec(
        spec.org(),
        spec.run(),
        Optional.of(image),
        spec.repository(),
        spec.commands(),
        spec.variables(),
        spec.resources(),
        spec.network(),
        spec.timeout(),
        spec.outputLimit(),
        spec.collecting(),
        spec.files());
  }

  public static SandboxSpec withRepository(SandboxSpec spec, CloneSpec repository) {
    return new SandboxSpec(
        spec.org(),
        spec.run(),
        spec.image(),
        Optional.of(repository),
        spec.commands(),
        spec.variables(),
        spec.resources(),
        spec.network(),
        spec.timeout(),
        spec.outputLimit(),
        spec.collecting(),
        spec.files());
  }

  public static SandboxSpec withNetwork(SandboxSpec spec, NetworkMode network) {
    return new SandboxSpec(
        spec.org(),
        spec.run(),
        spec.image(),
        spec.repository(),
        spec.commands(),
        spec.variables(),
        spec.resources(),
        network,
        spec.timeout(),
        spec.outputLimit(),
        spec.collecting(),
        spec.files());
  }

  public static SandboxSpec withCollecting(SandboxSpec spec, Collecting collecting) {
    return new SandboxSpec(
        spec.org(),
        spec.run(),
        spec.image(),
        spec.repository(),
        spec.commands(),
        spec.variables(),
        spec.resources(),
        spec.network(),
        spec.timeout(),
        spec.outputLimit(),
        collecting,
        spec.files());
  }

  public static SandboxSpec withFiles(SandboxSpec spec, ByteBuffer files) {
    return new SandboxSpec(
        spec.org(),
        spec.run(),
        spec.image(),
        spec.repository(),
        spec.commands(),
        spec.variables(),
        spec.resources(),
        spec.network(),
        spec.timeout(),
        spec.outputLimit(),
        spec.collecting(),
        Optional.of(files));
  }

  public static SandboxSpec withDisk(SandboxSpec spec, int diskMb) {
    Resources resources = spec.resources();
    return new SandboxSpec(
        spec.org(),
        spec.run(),
        spec.image(),
        spec.repository(),
        spec.commands(),
        spec.variables(),
        new Resources(resources.cpus(), resources.memoryMb(), resources.pids(), diskMb),
        spec.network(),
        spec.timeout(),
        spec.outputLimit(),
        spec.collecting(),
        spec.files());
  }
}
