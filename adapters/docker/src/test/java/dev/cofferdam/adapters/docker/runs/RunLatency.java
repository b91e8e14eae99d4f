package dev.cofferdam.adapters.docker.runs;

import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.application.runs.port.RecordedRun;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.runs.port.SandboxSpecs;
import dev.cofferdam.domain.ids.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Measures what a run of one {@code echo} costs, against creating, starting, awaiting and removing
 * a container with the same flags, in turns: {@code main [rounds]}.
 */
final class RunLatency {
  private static final EgressProxy NONE = new OneHostProxy("none.test", 1, 1);

  private RunLatency() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    DockerSandbox sandbox = DockerSandboxes.open("latency", NONE, Optional.empty());
    List<Long> raw = new ArrayList<>();
    List<Long> ours = new ArrayList<>();
    List<Long> removal = new ArrayList<>();
    for (int i = -5; i < rounds; i++) {
      long rawMicros = raw();
      SandboxSpec spec = SandboxSpecs.of(new RunId(UUID.randomUUID()), "echo hi");
      long began = System.nanoTime();
      sandbox.run(spec, Map.of(), new RecordedRun());
      long ran = System.nanoTime();
      sandbox.remove(spec.run());
      long removed = System.nanoTime();
      if (i >= 0) {
        raw.add(rawMicros);
        ours.add((removed - began) / 1_000);
        removal.add((removed - ran) / 1_000);
      }
    }
    System.out.printf(
        "raw p50 %d us, run + remove p50 %d us (remove %d), ratio %.2f%n",
        median(raw), median(ours), median(removal), (double) median(ours) / median(raw));
    System.exit(0);
  }

  private static long raw() throws Exception {
    RunLabels labels = new RunLabels("latency");
    Engine engine = new Engine(DockerSandboxes.client(), labels);
    SandboxSpec spec = SandboxSpecs.of(new RunId(UUID.randomUUID()), "echo hi");
    ContainerPlans plans = new ContainerPlans(engine, labels, Optional.empty());
    Images images = new Images(engine, DockerSandboxes.IMAGE, Duration.ofSeconds(10));
    Images.Answer.Image image = images.own();
    long began = System.nanoTime();
    String id =
        plans
            .steps(spec, image, Optional.empty(), Optional.empty())
            .withStdinOpen(false)
            .withEntrypoint("/bin/sh", "-c", "echo hi")
            .exec()
            .getId();
    engine.client().startContainerCmd(id).exec();
    engine.client().waitContainerCmd(id).start().awaitStatusCode();
    engine.client().removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    engine.client().removeVolumeCmd(labels.name(spec.run(), RunLabels.Role.WORKSPACE)).exec();
    return (System.nanoTime() - began) / 1_000;
  }

  private static long median(List<Long> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
