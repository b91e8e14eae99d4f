package dev.cofferdam.adapters.docker.runs;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.ids.RunId;
import java.io.ByteArrayInputStream;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this adapter asks of an engine, with what docker-java throws sorted out: an engine that is
 * gone or fails is {@link SandboxUnavailable}, a thing that is not there is an empty answer.
 */
final class Engine {
  private final DockerClient client;
  private final RunLabels labels;

  Engine(DockerClient client, RunLabels labels) {
    this.client = client;
    this.labels = labels;
  }

  /**
   * A container of ours.
   *
   * @param status as in {@link State}
   */
  record Found(String id, RunId run, RunLabels.Role role, String status) {}

  /**
   * How a container stands.
   *
   * @param status the engine's word: created, running, exited, dead, …
   * @param finished when it ended; empty while it has not
   */
  record State(String status, boolean oomKilled, long exitCode, Optional<Instant> finished) {
    boolean isAlive() {
      return status.equals("running") || status.equals("paused") || status.equals("restarting");
    }
  }

  /** The commands of docker-java, to be passed to {@link #ask}. */
  DockerClient client() {
    return client;
  }

  /** Those of one run. */
  List<Found> containers(RunId run) throws SandboxUnavailable, InterruptedException {
    return found(labels.all(run));
  }

  /** Those of this installation. */
  List<Found> containers() throws SandboxUnavailable, InterruptedException {
    return found(labels.all());
  }

  private List<Found> found(List<String> filter) throws SandboxUnavailable, InterruptedException {
    List<Container> containers =
        ask(
            "list containers",
            () -> client.listContainersCmd().withShowAll(true).withLabelFilter(filter).exec());
    return containers.stream().flatMap(container -> found(container).stream()).toList();
  }

  private static Optional<Found> found(Container container) {
    Map<String, String> marks = container.getLabels();
    return RunLabels.run(marks)
        .flatMap(
            run ->
                RunLabels.Role.of(marks)
                    .map(role -> new Found(container.getId(), run, role, container.getState())));
  }

  /** The volumes of this installation, or of one run of it. */
  List<InspectVolumeResponse> volumes(List<String> filter)
      throws SandboxUnavailable, InterruptedException {
    List<InspectVolumeResponse> volumes =
        ask("list volumes", () -> client.listVolumesCmd().withFilter("label", filter).exec())
            .getVolumes();
    return volumes == null ? List.of() : volumes;
  }

  /**
   * Creates a container.
   *
   * @throws NotFoundException when its image is not there
   * @throws ConflictException when its name is taken
   */
  String create(CreateContainerCmd command) throws SandboxUnavailable, InterruptedException {
    return ask("create a container", () -> command.exec().getId());
  }

  /**
   * Starts a container, or does nothing when it runs.
   *
   * @throws DockerException when its image can't be started
   */
  void start(String id) throws SandboxUnavailable, InterruptedException {
    try {
      ask("start a container", () -> client.startContainerCmd(id).exec());
    } catch (NotModifiedException runsAlready) {
      return;
    }
  }

  /** Sends a signal; a container that is gone or does not run is no error. */
  void signal(String id, String signal) throws SandboxUnavailable, InterruptedException {
    try {
      ask("signal a container", () -> client.killContainerCmd(id).withSignal(signal).exec());
    } catch (NotFoundException | ConflictException goneOrNotRunning) {
      return;
    }
  }

  /** Kills and removes a container with its anonymous volumes; one that is gone is no error. */
  void remove(String id) throws SandboxUnavailable, InterruptedException {
    try {
      ask(
          "remove a container",
          () -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
    } catch (NotFoundException | ConflictException goneOrBeingRemoved) {
      return;
    }
  }

  /** Removes a volume; one that is gone is no error. */
  void removeVolume(String name) throws SandboxUnavailable, InterruptedException {
    try {
      ask("remove a volume", () -> client.removeVolumeCmd(name).exec());
    } catch (NotFoundException gone) {
      return;
    }
  }

  /** How a container stands; empty when it is gone. */
  Optional<State> state(String id) throws SandboxUnavailable, InterruptedException {
    try {
      InspectContainerResponse.ContainerState state =
          ask("inspect a container", () -> client.inspectContainerCmd(id).exec()).getState();
      return Optional.of(
          new State(
              Objects.requireNonNullElse(state.getStatus(), ""),
              Boolean.TRUE.equals(state.getOOMKilled()),
              Objects.requireNonNullElse(state.getExitCodeLong(), -1L),
              instant(state.getFinishedAt())));
    } catch (NotFoundException gone) {
      return Optional.empty();
    }
  }

  /** The engine writes the year 1 for "not yet". */
  private static Optional<Instant> instant(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse).filter(at -> at.getEpochSecond() > 0);
    } catch (DateTimeParseException unknown) {
      return Optional.empty();
    }
  }

  /**
   * Writes to a container's standard input, which need not run yet. The stream stays attached until
   * what is returned is closed.
   */
  ResultCallback.Adapter<Frame> write(String id, byte[] bytes)
      throws SandboxUnavailable, InterruptedException {
    return ask(
        "attach to a container",
        () ->
            client
                .attachContainerCmd(id)
                .withStdIn(new ByteArrayInputStream(bytes))
                .withFollowStream(true)
                .exec(new ResultCallback.Adapter<Frame>()));
  }

  /** Reads a container's log from its beginning, and follows it. */
  ContainerLog log(String id) throws SandboxUnavailable, InterruptedException {
    return ask(
        "read a container's log",
        () ->
            client
                .logContainerCmd(id)
                .withStdOut(true)
                .withTailAll()
                .withFollowStream(true)
                .exec(new ContainerLog()));
  }

  /**
   * Calls the engine. What it says of the thing asked for (there is none, it exists, it does not
   * fit) is thrown as docker-java throws it.
   *
   * @param what for people, as in "the engine can't …"
   */
  <T> T ask(String what, Supplier<T> call) throws SandboxUnavailable, InterruptedException {
    try {
      return call.get();
    } catch (DockerException answer) {
      if (answer.getHttpStatus() < 500) {
        throw answer;
      }
      throw unavailable(what, answer);
    } catch (RuntimeException failure) {
      if (Thread.interrupted() || wasInterrupted(failure)) {
        throw new InterruptedException();
      }
      throw unavailable(what, failure);
    }
  }

  private static boolean wasInterrupted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException || cause instanceof InterruptedIOException) {
        return true;
      }
    }
    return false;
  }

  private static SandboxUnavailable unavailable(String what, RuntimeException cause) {
    return new SandboxUnavailable("the engine can't " + what + ": " + sentence(cause), cause);
  }

  /** What went wrong in one line for people. */
  static String sentence(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
    String line =
        text.replaceFirst("^Status \\d+: ", "")
            .replaceFirst("(?s)^\\{\"message\":\"(.*)\"\\}\\s*$", "$1")
            .replaceAll("[\\p{Cntrl}\\s]+", " ")
            .strip();
    return line.length() <= 300 ? line : line.substring(0, 300) + "…";
  }
}
