package dev.cofferdam.adapters.docker.runs;

import dev.cofferdam.adapters.driver.DriverSpec;
import dev.cofferdam.adapters.driver.DriverTranscript;
import dev.cofferdam.adapters.driver.Unpacking;
import dev.cofferdam.application.runs.port.Consumption;
import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxListener;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call's way through a run, whether it begins the run or finds its containers.
 *
 * <p>The container that fills the workspace, by a clone or with uploaded files, is created first
 * and the steps container second; then both are started; then the clone's driver gets its spec; and
 * when the clone is done, the steps' driver gets its own. So what is found tells how far an earlier
 * call came, and the workspace always has a container that keeps it.
 */
final class DockerRun {
  private final Engine engine;
  private final Images images;
  private final Containers containers;
  private final CloneScript cloneScript;
  private final SandboxSpec spec;
  private final Map<String, SecretValue> secrets;
  private final SandboxListener listener;
  private boolean startingTold;

  DockerRun(
      DockerSandbox.Parts parts,
      SandboxSpec spec,
      Map<String, SecretValue> secrets,
      SandboxListener listener) {
    this.engine = parts.engine();
    this.images = parts.images();
    this.containers = parts.containers();
    this.cloneScript = parts.cloneScript();
    this.spec = spec;
    this.secrets = secrets;
    this.listener = listener;
  }

  @SuppressWarnings("try") // The ways out are held open, not used.
  SandboxEnding execute(EgressFolders egress) throws SandboxUnavailable, InterruptedException {
    boolean clones = spec.repository().isPresent();
    boolean proxied = spec.network() == NetworkMode.PROXIED;
    try (EgressProxy.@Nullable Way forClone =
            clones ? egress.open(spec.run(), EgressProxy.Purpose.CLONE) : null;
        EgressProxy.@Nullable Way forSteps =
            proxied ? egress.open(spec.run(), EgressProxy.Purpose.STEPS) : null) {
      Optional<SandboxEnding> ending = attempt();
      // A driver that died before it had accepted anything: once more, from the beginning.
      return ending.isPresent() ? ending.get() : attempt().orElseGet(() -> lost("it never began"));
    }
  }

  /** Empty when the containers died before anything was executed or told, and are removed. */
  private Optional<SandboxEnding> attempt() throws SandboxUnavailable, InterruptedException {
    List<Engine.Found> found = engine.containers(spec.run());
    Optional<Engine.Found> steps = Containers.in(found, RunLabels.Role.STEPS);
    Optional<Engine.Found> clone = Containers.in(found, RunLabels.Role.CLONE);
    if (steps.isPresent() && clone.isEmpty() && isPrepared()) {
      return Optional.of(lost("somebody removed the clone's container"));
    }
    if (steps.isEmpty() && clone.isPresent()) {
      if (!clone.get().status().equals("created")) {
        return Optional.of(lost("somebody removed the commands' container"));
      }
      engine.remove(clone.get().id());
      clone = Optional.empty();
    }
    if (steps.isPresent()) {
      return goOn(steps.get(), clone);
    }
    Images.Answer answer =
        spec.image().isPresent() ? images.named(spec.image().get()) : images.own();
    if (answer instanceof Images.Answer.Missing missing) {
      return Optional.of(new SandboxEnding.ImageUnavailable(missing.reason()));
    }
    return begin((Images.Answer.Image) answer);
  }

  private Optional<SandboxEnding> begin(Images.Answer.Image image)
      throws SandboxUnavailable, InterruptedException {
    if (isPrepared()) {
      String clone = containers.createClone(spec);
      String steps = containers.createSteps(spec, image);
      Optional<String> refused = containers.startBoth(clone, steps);
      return refused.isPresent()
          ? unusable(refused.get())
          : cloneThenSteps(clone, steps, image, true);
    }
    String id = containers.createSteps(spec, image);
    tellStarting();
    try (Steps steps = new Steps(id, image.environment())) {
      steps.driven.send();
      Optional<String> refused = containers.start(id);
      return refused.isPresent() ? unusable(refused.get()) : steps.follow();
    }
  }

  private Optional<SandboxEnding> goOn(Engine.Found steps, Optional<Engine.Found> clone)
      throws SandboxUnavailable, InterruptedException {
    Optional<String> refused =
        steps.status().equals("created") ? containers.start(steps.id()) : Optional.empty();
    if (refused.isEmpty() && clone.isPresent() && clone.get().status().equals("created")) {
      refused = containers.start(clone.get().id());
    }
    if (refused.isPresent()) {
      return unusable(refused.get());
    }
    Images.Answer.Image image = imageOfBegun();
    if (clone.isPresent()) {
      return cloneThenSteps(clone.get().id(), steps.id(), image, false);
    }
    tellStarting();
    try (Steps following = new Steps(steps.id(), image.environment())) {
      return following.follow();
    }
  }

  /** The image may have been untagged since; then its containers go on without its variables. */
  private Images.Answer.Image imageOfBegun() throws SandboxUnavailable, InterruptedException {
    Optional<Images.Answer.Image> image =
        spec.image().isPresent() ? images.inspect(spec.image().get()) : Optional.of(images.own());
    return image.orElseGet(images::unknown);
  }

  private Optional<SandboxEnding> cloneThenSteps(
      String cloneId, String stepsId, Images.Answer.Image image, boolean begins)
      throws SandboxUnavailable, InterruptedException {
    WorkspaceEvents events = workspaceEvents();
    DriverTranscript transcript = new DriverTranscript(events);
    try (DrivenContainer clone =
        new DrivenContainer(engine, cloneId, workspaceTask(), transcript)) {
      if (begins) {
        clone.send();
      }
      clone.follow();
      SandboxEnding ended = new Conclusion(engine, cloneId, transcript).of(clone);
      Optional<SandboxEnding> ending = events.judge(ended);
      if (ending.isPresent()) {
        engine.signal(stepsId, "KILL");
        return ending;
      }
    }
    tellStarting();
    try (Steps steps = new Steps(stepsId, image.environment())) {
      if (begins) {
        steps.driven.send();
      }
      Optional<SandboxEnding> ending = steps.follow();
      // The clone is told already, so it can't be done again.
      return ending.isPresent() ? ending : Optional.of(lost("the engine ended it too early"));
    }
  }

  /** Whether something is put into the workspace before the commands begin. */
  private boolean isPrepared() {
    return spec.repository().isPresent() || spec.files().isPresent();
  }

  private DriverSpec workspaceTask() throws SandboxUnavailable {
    return spec.files().isPresent()
        ? Unpacking.task(spec.files().get(), ContainerPlans.WORKSPACE, "/tmp")
        : cloneScript.of(spec.repository().orElseThrow());
  }

  private WorkspaceEvents workspaceEvents() {
    if (spec.files().isEmpty()) {
      return new CloneEvents(listener);
    }
    Unpacking unpacking = new Unpacking(listener);
    return new WorkspaceEvents() {
      @Override
      public void on(SandboxEvent event) {
        unpacking.on(event);
      }

      @Override
      public Optional<SandboxEnding> judge(SandboxEnding ending) {
        return unpacking.judge(ending);
      }
    };
  }

  private void tellStarting() {
    if (!startingTold) {
      startingTold = true;
      listener.on(new SandboxEvent.Starting());
    }
  }

  private static SandboxEnding lost(String reason) {
    return new SandboxEnding.Lost(reason, Consumption.NONE);
  }

  /** The engine can't start the image: the run's fault, unless it is our own image. */
  private Optional<SandboxEnding> unusable(String reason) throws SandboxUnavailable {
    if (spec.image().isEmpty()) {
      throw new SandboxUnavailable("the sandbox image can't be started: " + reason);
    }
    return Optional.of(new SandboxEnding.ImageUnavailable("the image can't be started: " + reason));
  }

  /** The commands' container, followed. */
  private final class Steps implements AutoCloseable {
    private final String id;
    private final DriverTranscript transcript = new DriverTranscript(listener);
    private final DrivenContainer driven;

    Steps(String id, Map<String, String> imageEnvironment) {
      this.id = id;
      this.driven =
          new DrivenContainer(
              engine, id, StepsScript.of(spec, secrets, imageEnvironment), transcript);
    }

    /** Empty when it died before it had accepted anything; then it is removed. */
    Optional<SandboxEnding> follow() throws SandboxUnavailable, InterruptedException {
      driven.follow();
      boolean untouched =
          transcript.accepted().isEmpty()
              && transcript.ending().isEmpty()
              && transcript.refused().isEmpty();
      if (untouched) {
        engine.remove(id);
        return Optional.empty();
      }
      return Optional.of(new Conclusion(engine, id, transcript).of(driven));
    }

    @Override
    public void close() {
      driven.close();
    }
  }
}
