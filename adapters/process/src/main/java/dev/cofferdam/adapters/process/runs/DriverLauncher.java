package dev.cofferdam.adapters.process.runs;

import dev.cofferdam.adapters.driver.DriverSpec;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.vault.SecretValue;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts drivers, one for each run whoever asks, and finds those that run. */
final class DriverLauncher {
  private static final long START_MILLIS = 20_000;

  /**
   * Threads of this process can't wait for each other at a file's lock, which is the process's. A
   * run has one of some locks, so that few wait for others.
   */
  private static final List<ReentrantLock> LOCKS =
      Stream.generate(ReentrantLock::new).limit(64).toList();

  private final Path root;
  private final Confinement confinement;

  DriverLauncher(Path root, Confinement confinement) {
    this.root = root;
    this.confinement = confinement;
  }

  /** What a driver has to reach on the host: the JDK, and the classes. */
  static List<Path> needs() {
    List<Path> needs = new ArrayList<>(classPath());
    needs.add(Path.of(System.getProperty("java.home")));
    return needs;
  }

  private static List<Path> classPath() {
    return Stream.of(StepDriver.class, DriverSpec.class, SandboxEvent.class, SecretValue.class)
        .map(DriverLauncher::origin)
        .distinct()
        .toList();
  }

  private static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is done while nobody else makes or deletes a run's folder. */
  @FunctionalInterface
  private interface Exclusive<T> {
    T execute() throws IOException, InterruptedException, SandboxUnavailable;
  }

  private <T> T exclusively(RunFolder folder, Exclusive<T> action)
      throws IOException, InterruptedException, SandboxUnavailable {
    int number = Math.floorMod(folder.run().hashCode(), LOCKS.size());
    Path locks = Files.createDirectories(root.resolve(".locks"));
    LOCKS.get(number).lockInterruptibly();
    try (FileChannel channel =
        FileChannel.open(
            locks.resolve(Integer.toString(number)),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      channel.lock();
      return action.execute();
    } finally {
      LOCKS.get(number).unlock();
    }
  }

  /** The run's driver, started if that has not been done. It need not be alive any more. */
  DriverProcess begin(RunFolder folder, SandboxSpec spec, boolean ownNetwork)
      throws IOException, InterruptedException, SandboxUnavailable {
    return exclusively(
        folder,
        () -> {
          if (folder.exists()) {
            Optional<DriverProcess> driver = folder.process();
            if (driver.isPresent() && (driver.get().isAlive() || folder.hasFrames())) {
              return driver.get();
            }
            folder.delete();
          }
          folder.create(!confinement.namespaces(), confinement.uid(folder.run()));
          return launch(folder, spec, ownNetwork);
        });
  }

  private DriverProcess launch(RunFolder folder, SandboxSpec spec, boolean ownNetwork)
      throws IOException, InterruptedException, SandboxUnavailable {
    DriverArguments arguments =
        new DriverArguments(
            folder.driver(),
            spec.repository().isPresent() || spec.files().isPresent(),
            confinement.uid(folder.run()),
            confinement.namespaces(),
            confinement.sweep(folder.run()),
            confinement.prefix(folder, spec.resources()));
    List<String> command =
        confinement.launch(folder, spec.resources(), ownNetwork, java(folder, arguments));
    Path log = folder.inDriver("log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.driver().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", Step.TOOLS_PATH, "LC_ALL", "C"));
    Process process = builder.start();
    process.getOutputStream().close();
    long start = System.nanoTime();
    Optional<DriverProcess> driver = folder.process();
    while (driver.isEmpty()) {
      if (!process.isAlive() || System.nanoTime() - start > START_MILLIS * 1_000_000) {
        process.destroyForcibly();
        throw new SandboxUnavailable("the step driver did not start: " + folder.lastWords());
      }
      Thread.sleep(1);
      driver = folder.process();
    }
    return driver.get();
  }

  private static List<String> java(RunFolder folder, DriverArguments arguments) {
    List<String> java =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx128m",
                "-Xss512k",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + folder.inDriver("crash"),
                "-Djava.io.tmpdir=" + folder.driver(),
                "-cp",
                classPath().stream().map(Path::toString).collect(Collectors.joining(":")),
                StepDriver.class.getName()));
    java.addAll(arguments.toList());
    return java;
  }

  /** Says a word to the driver; false when it is dead. */
  static boolean say(RunFolder folder, DriverProcess driver, DriverControl.Word word, byte[] spec)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      try {
        DriverControl.say(folder.inDriver(RunFolder.CONTROL), word, spec);
        return true;
      } catch (IOException notListening) {
        if (!driver.isAlive()) {
          return false;
        }
        if (System.nanoTime() - start > START_MILLIS * 1_000_000) {
          throw notListening;
        }
        Thread.sleep(5);
      }
    }
  }

  /** Ends what runs and deletes the folder. */
  void remove(RunFolder folder) throws IOException, InterruptedException, SandboxUnavailable {
    exclusively(
        folder,
        () -> {
          if (folder.exists()) {
            end(folder);
            folder.delete();
          }
          return folder;
        });
  }

  private void end(RunFolder folder) throws IOException, InterruptedException {
    Optional<DriverProcess> driver = folder.process();
    if (driver.isPresent() && driver.get().isAlive()) {
      end(folder, driver.get());
    }
    if (!confinement.namespaces()) {
      confinement.sweep(folder.run()).sweep();
    }
  }

  private void end(RunFolder folder, DriverProcess driver)
      throws IOException, InterruptedException {
    if (!confinement.namespaces()) {
      DriverControl.Word stop = DriverControl.Word.STOP;
      if (!say(folder, driver, stop, new byte[0]) || driver.awaitEnd(2_000)) {
        return;
      }
    }
    driver.kill();
    if (!driver.awaitEnd(5_000)) {
      throw new IOException("the step driver can't be killed");
    }
  }
}
