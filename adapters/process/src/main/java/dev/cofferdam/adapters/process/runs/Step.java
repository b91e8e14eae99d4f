package dev.cofferdam.adapters.process.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.adapters.driver.DriverFrame;
import dev.cofferdam.adapters.driver.DriverSpec;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Executes one command, tells its output, and leaves none of its processes.
 *
 * <p>The command's standard output is a FIFO and not the JDK's pipe: when a process ends, the JDK
 * reads that pipe empty into memory, for as long as another process goes on writing into it.
 */
final class Step {
  /** The tools' place, for a driver whose own environment is empty. */
  static final String TOOLS_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long LAST_OUTPUT_MILLIS = 1_000;

  /** What setsid(1) says when a signal ended its child; its exit status is then the signal. */
  private static final String SIGNALED = "did not exit normally";

  private final int index;
  private final DriverSpec spec;
  private final Path folder;
  private final DriverArguments arguments;
  private final FrameFile frames;

  Step(int index, DriverSpec spec, Path folder, DriverArguments arguments, FrameFile frames) {
    this.index = index;
    this.spec = spec;
    this.folder = folder;
    this.arguments = arguments;
    this.frames = frames;
  }

  private record Exit(int code, int signal) {}

  /**
   * Executes the command, or what of it can be until {@code end} completes or the time is up.
   *
   * @param nanos how long the command may take
   * @return true when it succeeded
   */
  boolean execute(CompletableFuture<?> end, long nanos) throws IOException, InterruptedException {
    long began = System.nanoTime();
    frames.write(new DriverFrame.StepStarted(index, Instant.now()));
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    makeFifo(output);
    Process leader;
    Thread pump;
    RandomAccessFile opener = new RandomAccessFile(output.toFile(), "rw");
    try {
      FileInputStream in = new FileInputStream(output.toFile());
      pump = new Thread(() -> pump(in), "output");
      pump.setDaemon(true);
      pump.start();
      leader = start(output, errors);
      Files.delete(output);
    } finally {
      // Without the opener the output ends with the command's last process.
      opener.close();
    }
    boolean inTime = await(leader, end, nanos);
    if (!inTime) {
      leader.descendants().forEach(ProcessHandle::destroyForcibly);
    }
    arguments.sweep().sweep();
    if (!leader.waitFor(LAST_OUTPUT_MILLIS, TimeUnit.MILLISECONDS)) {
      leader.destroyForcibly().waitFor();
    }
    pump.join(LAST_OUTPUT_MILLIS);
    Exit exit = exit(leader.exitValue(), Files.readString(errors).trim(), inTime);
    frames.write(
        new DriverFrame.StepEnded(
            index, exit.code(), exit.signal(), Duration.ofNanos(System.nanoTime() - began)));
    return exit.code() == 0;
  }

  private static void makeFifo(Path path) throws IOException, InterruptedException {
    Process mkfifo = new ProcessBuilder("mkfifo", "-m", "666", path.toString()).start();
    if (mkfifo.waitFor() != 0) {
      throw new IOException(
          "mkfifo failed: " + new String(mkfifo.getErrorStream().readAllBytes(), UTF_8));
    }
  }

  private Process start(Path output, Path errors) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid", "--fork", "--wait"));
    command.addAll(arguments.prefix());
    command.addAll(List.of("/bin/sh", "-s"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Path.of(spec.workingDirectory()).toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", TOOLS_PATH, "LC_ALL", "C"));
    if (arguments.sweep() instanceof Sweep.OfMarker marker) {
      builder.environment().put(Sweep.OfMarker.NAME, marker.value());
    }
    Process leader = builder.start();
    try (OutputStream script = leader.getOutputStream()) {
      script.write(StepScript.of(spec.environment(), spec.commands().get(index)));
    } catch (IOException endedBeforeReading) {
      // Its exit status and its errors say why.
      return leader;
    }
    return leader;
  }

  /** True when the leader ended by itself before anything ended it. */
  private static boolean await(Process leader, CompletableFuture<?> end, long nanos)
      throws InterruptedException {
    try {
      CompletableFuture.anyOf(leader.onExit(), end).get(Math.max(nanos, 1), TimeUnit.NANOSECONDS);
      return !leader.isAlive();
    } catch (TimeoutException timeIsUp) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void pump(FileInputStream in) {
    byte[] bytes = new byte[DriverFrame.MAX_OUTPUT];
    try (in) {
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        frames.writeOutput(index, bytes, n);
        if (n < bytes.length) {
          LockSupport.parkNanos(GATHER_NANOS);
        }
      }
    } catch (IOException noMoreSpace) {
      throw new IllegalStateException(noMoreSpace);
    }
  }

  private Exit exit(int status, String errors, boolean inTime) throws IOException {
    if (errors.contains(SIGNALED)) {
      int signal = status & 0x7f;
      return new Exit(128 + signal, signal);
    }
    if (!inTime) {
      return new Exit(137, 9);
    }
    if (!errors.isEmpty() && status != 0) {
      byte[] told = ("cofferdam: " + errors + "\n").getBytes(UTF_8);
      frames.writeOutput(index, told, Math.min(told.length, DriverFrame.MAX_OUTPUT));
      return new Exit(status == 127 ? 127 : 126, 0);
    }
    return new Exit(status, 0);
  }
}
