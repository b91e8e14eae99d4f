package dev.cofferdam.adapters.process.runs;

import dev.cofferdam.adapters.driver.DriverFrame;
import dev.cofferdam.adapters.driver.DriverSpec;
import dev.cofferdam.adapters.driver.DriverTranscript;
import dev.cofferdam.adapters.driver.MalformedDriverData;
import dev.cofferdam.adapters.driver.Unpacking;
import dev.cofferdam.application.runs.port.Consumption;
import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.application.runs.port.EgressProxy.Purpose;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxListener;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.vault.SecretValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs as local processes, with the confinement that the system allows ({@link Confinement}); what
 * is missing of it, {@link #gaps} says. For Linux.
 *
 * <p>A run has a folder and a step driver, a JVM of its own ({@link StepDriver}), which does not
 * mind the server's death. The driver gets secrets through a socket and tells what happens into a
 * file; that file is what {@link #run} reads, from its beginning each time.
 */
public final class ProcessSandbox implements Sandbox {
  private static final int MAX_SOCKET_PATH = 107;

  private final Path root;
  private final EgressProxy egress;
  private final Optional<Path> extraCa;
  private final Confinement confinement;
  private final DriverLauncher launcher;

  /**
   * Finds out by trying what this system allows.
   *
   * @param root the folder for the runs' folders; made when missing, and this sandbox's alone
   * @param extraCa certificates in PEM that clones trust besides the system's
   * @throws IllegalArgumentException when the root's path is too long for sockets below it
   * @throws IllegalStateException when this is no Linux with util-linux, or the server is root and
   *     can't give commands another user
   */
  public ProcessSandbox(Path root, EgressProxy egress, Optional<Path> extraCa) {
    this(root, egress, extraCa, new ConfinementProbe(prepared(root), needs(root, extraCa)).find());
  }

  ProcessSandbox(Path root, EgressProxy egress, Optional<Path> extraCa, Confinement confinement) {
    this.root = prepared(root);
    this.egress = egress;
    this.extraCa = extraCa;
    this.confinement = confinement;
    this.launcher = new DriverLauncher(this.root, confinement);
  }

  private static Path prepared(Path root) {
    Path absolute = root.toAbsolutePath().normalize();
    if (absolute.toString().length() + RunFolder.LONGEST_SOCKET > MAX_SOCKET_PATH) {
      throw new IllegalArgumentException("root is too long for the sockets in it: " + absolute);
    }
    try {
      Files.createDirectories(absolute);
      Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx--x--x"));
      return absolute;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> needs(Path root, Optional<Path> extraCa) {
    return Stream.concat(
            DriverLauncher.needs().stream(), Stream.concat(Stream.of(root), extraCa.stream()))
        .map(path -> path.toAbsolutePath().normalize())
        .toList();
  }

  @Override
  public RuntimeKind runtime() {
    return RuntimeKind.PROCESS;
  }

  @Override
  public List<String> gaps() {
    return confinement.gaps();
  }

  @Override
  public SandboxEnding run(
      SandboxSpec spec, Map<String, SecretValue> secrets, SandboxListener listener)
      throws InterruptedException, SandboxUnavailable {
    RunFolder folder = RunFolder.of(root, spec.run());
    try {
      DriverProcess driver = launcher.begin(folder, spec, ownNetwork(spec));
      if (spec.repository().isPresent()) {
        Optional<SandboxEnding> early =
            clone(folder, driver, spec, spec.repository().get(), listener);
        if (early.isPresent()) {
          return early.get();
        }
      }
      if (spec.files().isPresent()) {
        Optional<SandboxEnding> early = unpack(folder, driver, spec.files().get(), listener);
        if (early.isPresent()) {
          return early.get();
        }
      }
      return execute(folder, driver, spec, secrets, listener);
    } catch (MalformedDriverData damaged) {
      return new SandboxEnding.Lost("what the step driver told is damaged", Consumption.NONE);
    } catch (IOException | UncheckedIOException e) {
      throw new SandboxUnavailable("the process runtime failed: " + e.getMessage(), e);
    }
  }

  private boolean ownNetwork(SandboxSpec spec) {
    return confinement.network() && spec.network() != NetworkMode.OPEN;
  }

  private WayOut wayOut(RunFolder folder, SandboxSpec spec, Purpose purpose) {
    return ownNetwork(spec)
        ? WayOut.throughDriver(egress, folder, purpose)
        : WayOut.throughHost(egress, folder, purpose);
  }

  /** Clones, or follows the clone; gives an ending when the run ends with it. */
  private Optional<SandboxEnding> clone(
      RunFolder folder,
      DriverProcess driver,
      SandboxSpec spec,
      CloneSpec repository,
      SandboxListener listener)
      throws IOException, InterruptedException, SandboxUnavailable {
    CloneTranscript transcript = new CloneTranscript(listener);
    try (WayOut way = wayOut(folder, spec, Purpose.CLONE)) {
      GitClone git = new GitClone(repository, confinement.place(folder), extraCa);
      DriverSpec task = git.spec(way.variables(), way.forward(), spec.timeout());
      DriverLauncher.say(folder, driver, DriverControl.Word.CLONE, task.encode());
      new FrameTail(folder.inDriver(RunFolder.CLONE_FRAMES), driver)
          .follow(transcript::read, transcript::isOver);
      if (transcript.commit().isPresent()) {
        listener.on(new SandboxEvent.Cloned(transcript.commit().get()));
        return Optional.empty();
      }
      if (!transcript.isOver() && !transcript.isAccepted()) {
        throw unavailable(folder);
      }
      return Optional.of(cloneEnding(transcript, way, repository));
    }
  }

  /** Unpacks files, or follows that; gives an ending when the run ends with it. */
  private Optional<SandboxEnding> unpack(
      RunFolder folder, DriverProcess driver, ByteBuffer files, SandboxListener listener)
      throws IOException, InterruptedException, SandboxUnavailable {
    Path place = confinement.place(folder);
    Unpacking unpacking = new Unpacking(listener);
    DriverTranscript transcript = new DriverTranscript(unpacking);
    DriverSpec task =
        Unpacking.task(
            files, place.resolve("workspace").toString(), place.resolve("clone").toString());
    DriverLauncher.say(folder, driver, DriverControl.Word.CLONE, task.encode());
    new FrameTail(folder.inDriver(RunFolder.CLONE_FRAMES), driver)
        .follow(
            transcript::read,
            () -> transcript.ending().isPresent() || transcript.refused().isPresent());
    if (transcript.ending().isEmpty()) {
      throw unavailable(folder);
    }
    return unpacking.judge(transcript.ending().get());
  }

  private static SandboxEnding cloneEnding(
      CloneTranscript transcript, WayOut way, CloneSpec repository) {
    DriverFrame.Reason reason = transcript.reason().orElse(DriverFrame.Reason.TERMINATED);
    return switch (reason) {
      case STOPPED -> new SandboxEnding.Stopped(Consumption.NONE);
      case TERMINATED ->
          new SandboxEnding.Lost("the clone was ended from outside", Consumption.NONE);
      case TIMEOUT -> new SandboxEnding.CloneFailed("the clone took too long");
      case DONE -> {
        boolean refused = way.way().reached().stream().anyMatch(host -> host.refused() > 0);
        yield new SandboxEnding.CloneFailed(
            refused
                ? "address not allowed: " + repository.url().host() + ":" + repository.url().port()
                : transcript.failure());
      }
    };
  }

  private SandboxEnding execute(
      RunFolder folder,
      DriverProcess driver,
      SandboxSpec spec,
      Map<String, SecretValue> secrets,
      SandboxListener listener)
      throws IOException, InterruptedException, SandboxUnavailable {
    DriverTranscript transcript = new DriverTranscript(listener);
    Optional<WayOut> way =
        spec.network() == NetworkMode.PROXIED
            ? Optional.of(wayOut(folder, spec, Purpose.STEPS))
            : Optional.empty();
    try {
      listener.on(new SandboxEvent.Starting());
      DriverSpec task = task(folder, spec, secrets, way);
      DriverLauncher.say(folder, driver, DriverControl.Word.STEPS, task.encode());
      new FrameTail(folder.inDriver(RunFolder.FRAMES), driver)
          .follow(
              transcript::read,
              () -> transcript.ending().isPresent() || transcript.refused().isPresent());
    } finally {
      way.ifPresent(WayOut::close);
    }
    if (transcript.ending().isPresent()) {
      return transcript.ending().get();
    }
    if (transcript.accepted().isPresent()) {
      Duration wall = Duration.between(transcript.accepted().get(), lastFrame(folder));
      return new SandboxEnding.Lost(
          "the step driver was killed",
          new Consumption(wall, OptionalLong.empty(), OptionalLong.empty()));
    }
    if (transcript.refused().isPresent()) {
      throw new SandboxUnavailable("the step driver refused: " + transcript.refused().get());
    }
    throw unavailable(folder);
  }

  private static SandboxUnavailable unavailable(RunFolder folder) {
    return new SandboxUnavailable("the step driver ended early: " + folder.lastWords());
  }

  private static Instant lastFrame(RunFolder folder) throws IOException {
    try {
      return Files.getLastModifiedTime(folder.inDriver(RunFolder.FRAMES)).toInstant();
    } catch (NoSuchFileException removedMeanwhile) {
      return Instant.now();
    }
  }

  private DriverSpec task(
      RunFolder folder, SandboxSpec spec, Map<String, SecretValue> secrets, Optional<WayOut> way) {
    Path place = confinement.place(folder);
    Map<String, String> variables = new HashMap<>();
    variables.put("PATH", Step.TOOLS_PATH);
    variables.put("LANG", "C.UTF-8");
    variables.put("HOME", place.resolve("home").toString());
    variables.put("TMPDIR", place.resolve("tmp").toString());
    way.ifPresent(open -> variables.putAll(open.variables()));
    variables.putAll(spec.variables());
    Map<String, SecretValue> environment = new HashMap<>();
    variables.forEach((name, value) -> environment.put(name, SecretValue.ofText(value)));
    environment.putAll(secrets);
    return new DriverSpec(
        environment,
        spec.commands(),
        place.resolve("workspace").toString(),
        spec.timeout(),
        spec.outputLimit(),
        way.flatMap(WayOut::forward),
        List.of(),
        DriverSpec.Collect.of(spec.collecting()));
  }

  @Override
  public void stop(RunId run) throws SandboxUnavailable {
    RunFolder folder = RunFolder.of(root, run);
    try {
      Optional<DriverProcess> driver = folder.process();
      if (driver.isPresent() && driver.get().isAlive()) {
        DriverLauncher.say(folder, driver.get(), DriverControl.Word.STOP, new byte[0]);
      }
    } catch (IOException e) {
      throw new SandboxUnavailable("the run can't be stopped: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxUnavailable("interrupted before the run was stopped", e);
    }
  }

  @Override
  public void remove(RunId run) throws SandboxUnavailable {
    try {
      launcher.remove(RunFolder.of(root, run));
    } catch (IOException e) {
      throw new SandboxUnavailable("the run can't be removed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxUnavailable("interrupted before the run was removed", e);
    }
  }

  @Override
  public Set<RunId> present() throws SandboxUnavailable {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .flatMap(folder -> RunId.parse(folder.getFileName().toString()).stream())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new SandboxUnavailable("the runs can't be listed: " + e.getMessage(), e);
    }
  }
}
