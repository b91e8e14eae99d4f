package dev.cofferdam.adapters.docker.runs;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.runs.ImageReference;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds images on the engine, or pulls them. */
final class Images {
  private static final Logger LOG = LoggerFactory.getLogger(Images.class);

  private final Engine engine;
  private final String own;
  private final Duration pullTimeout;

  Images(Engine engine, String own, Duration pullTimeout) {
    this.engine = engine;
    this.own = own;
    this.pullTimeout = pullTimeout;
  }

  /** What asking for an image gives. */
  sealed interface Answer {
    /**
     * @param environment the image's own variables
     * @param volumes paths that the image declares as volumes
     * @param own whether it is the installation's own, which has the step driver in it
     */
    record Image(String id, Map<String, String> environment, Set<String> volumes, boolean own)
        implements Answer {}

    /** It can't be had; the reason is for people. */
    record Missing(String reason) implements Answer {}
  }

  /**
   * The installation's own image.
   *
   * @throws SandboxUnavailable when nobody made it
   */
  Answer.Image own() throws SandboxUnavailable, InterruptedException {
    return inspect(own)
        .orElseThrow(
            () -> new SandboxUnavailable("the image " + own + " is missing: run sandbox/build"));
  }

  /** An image by the name that a run gave. */
  Answer named(String name) throws SandboxUnavailable, InterruptedException {
    if (name.equals(own)) {
      return own();
    }
    String reference;
    try {
      reference = new ImageReference(name).tagged();
    } catch (Refusal noName) {
      return new Answer.Missing("the image's name is not one that a registry knows");
    }
    Optional<Answer.Image> there = inspect(reference);
    if (there.isPresent()) {
      return there.get();
    }
    Optional<String> failure = pull(reference);
    if (failure.isPresent()) {
      // What the engine says can tell of networks that only the operator may know.
      LOG.info("The image {} can't be pulled: {}", reference, failure.get());
      return new Answer.Missing("the image " + name + " is not on the engine and can't be pulled");
    }
    return inspect(reference)
        .map(image -> (Answer) image)
        .orElseGet(() -> new Answer.Missing("the image " + name + " vanished after pulling"));
  }

  /** Stands for an image that is gone while its containers are not. */
  Answer.Image unknown() {
    return new Answer.Image("", Map.of(), Set.of(), false);
  }

  /** An image that is on the engine. */
  Optional<Answer.Image> inspect(String name) throws SandboxUnavailable, InterruptedException {
    try {
      InspectImageResponse image =
          engine.ask("inspect an image", () -> engine.client().inspectImageCmd(name).exec());
      ContainerConfig config = image.getConfig();
      String id = image.getId();
      if (config == null || id == null) {
        throw new SandboxUnavailable(
            "the engine describes the image " + name + " without a config");
      }
      return Optional.of(
          new Answer.Image(id, environment(config), volumes(config), name.equals(own)));
    } catch (NotFoundException missing) {
      return Optional.empty();
    }
  }

  private static Map<String, String> environment(ContainerConfig config) {
    Map<String, String> environment = new HashMap<>();
    String[] entries = config.getEnv();
    for (String entry : entries == null ? new String[0] : entries) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        environment.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return environment;
  }

  private static Set<String> volumes(ContainerConfig config) {
    Map<String, ?> volumes = config.getVolumes();
    return volumes == null ? Set.of() : Set.copyOf(volumes.keySet());
  }

  /** Pulls an image; gives the reason when that fails. */
  private Optional<String> pull(String reference) throws InterruptedException {
    try (PullImageResultCallback pulling =
        engine.client().pullImageCmd(reference).exec(new PullImageResultCallback())) {
      return pulling.awaitCompletion(pullTimeout.toMillis(), TimeUnit.MILLISECONDS)
          ? Optional.empty()
          : Optional.of("that took longer than " + pullTimeout.toSeconds() + " s");
    } catch (DockerException | DockerClientException refused) {
      return Optional.of(Engine.sentence(refused));
    } catch (IOException closing) {
      return Optional.empty();
    }
  }
}
