package dev.cofferdam.adapters.process.runs;

import dev.cofferdam.adapters.driver.DriverFrame;
import dev.cofferdam.adapters.driver.DriverFrame.Reason;
import dev.cofferdam.adapters.driver.DriverSpec;
import dev.cofferdam.adapters.driver.MalformedDriverData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The program that executes a run's commands. It is a JVM of its own, so that it survives the
 * server; it is told what to do through {@link DriverControl} and tells what happens in one {@link
 * FrameFile} for the clone, if there is one, and one for the steps.
 */
public final class StepDriver {
  private static final Duration SPEC_WAIT = Duration.ofHours(1);
  private static final long PID_OF_INIT = 1;

  private final DriverArguments arguments;
  private final DriverControl control;

  private StepDriver(DriverArguments arguments, DriverControl control) {
    this.arguments = arguments;
    this.control = control;
  }

  /** Not for people: {@link ProcessSandbox} writes the arguments. */
  public static void main(String[] args) throws IOException, InterruptedException {
    DriverArguments arguments = DriverArguments.parse(args);
    DriverControl control = DriverControl.listen(arguments.folder().resolve(RunFolder.CONTROL));
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  control.ending().complete(Reason.TERMINATED);
                  awaitQuietly(done);
                }));
    try {
      StepDriver driver = new StepDriver(arguments, control);
      boolean ready =
          !arguments.clones() || driver.execute(DriverControl.Word.CLONE, RunFolder.CLONE_FRAMES);
      if (ready) {
        driver.execute(DriverControl.Word.STEPS, RunFolder.FRAMES);
      }
    } finally {
      done.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch done) {
    try {
      if (!done.await(5, TimeUnit.SECONDS)) {
        System.err.println("ended in the middle of a step");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Executes a phase; true when all of its commands succeeded. */
  private boolean execute(DriverControl.Word phase, String file)
      throws IOException, InterruptedException {
    Path path = arguments.folder().resolve(file);
    DriverSpec spec;
    try {
      spec = await(control.spec(phase));
    } catch (MalformedDriverData malformed) {
      try (FrameFile frames = new FrameFile(path, 0)) {
        frames.write(new DriverFrame.Refused(String.valueOf(malformed.getMessage())));
      }
      return false;
    }
    try (FrameFile frames = new FrameFile(path, spec == null ? 0 : spec.outputLimit())) {
      long began = System.nanoTime();
      long cpuBefore = cpuMicros();
      boolean succeeded = spec != null && execute(spec, frames, began);
      boolean timeUp = spec != null && System.nanoTime() - began >= spec.timeout().toNanos();
      Reason atEnd = control.ending().getNow(timeUp && !succeeded ? Reason.TIMEOUT : Reason.DONE);
      Reason reason = spec == null ? atEnd : collect(spec, frames, atEnd);
      frames.writeDropped();
      frames.write(
          new DriverFrame.Ended(
              reason,
              Duration.ofNanos(System.nanoTime() - began),
              OptionalLong.of(cpuMicros() - cpuBefore),
              OptionalLong.empty(),
              false));
      return succeeded && reason == Reason.DONE;
    }
  }

  /** Collects what was asked for, unless somebody ended us; gives the reason as it is then. */
  private Reason collect(DriverSpec spec, FrameFile frames, Reason atEnd) throws IOException {
    if (spec.collect().isEmpty() || control.ending().isDone()) {
      return atEnd;
    }
    new Collector(spec.collect().get(), frames, control.ending()::isDone)
        .collect(Path.of(spec.workingDirectory()));
    return atEnd == Reason.TIMEOUT ? atEnd : control.ending().getNow(atEnd);
  }

  /** The spec; null when the driver was ended before it came, or nobody sends one any more. */
  private @Nullable DriverSpec await(CompletableFuture<DriverSpec> spec)
      throws InterruptedException, MalformedDriverData {
    try {
      CompletableFuture.anyOf(spec, control.ending())
          .get(SPEC_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException nobodyCame) {
      control.ending().complete(Reason.TERMINATED);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MalformedDriverData malformed) {
        throw malformed;
      }
      throw new IllegalStateException(e);
    }
    return control.ending().isDone() ? null : spec.getNow(null);
  }

  private boolean execute(DriverSpec spec, FrameFile frames, long began)
      throws IOException, InterruptedException {
    Optional<LoopbackForward> forward = Optional.empty();
    try {
      if (spec.forward().isPresent()) {
        forward = Optional.of(new LoopbackForward(spec.forward().get()));
      }
      for (DriverSpec.InlineFile file : spec.files()) {
        write(file);
      }
      frames.write(new DriverFrame.Accepted(Instant.now()));
      return executeSteps(spec, frames, began);
    } finally {
      forward.ifPresent(LoopbackForward::close);
    }
  }

  private boolean executeSteps(DriverSpec spec, FrameFile frames, long began)
      throws IOException, InterruptedException {
    for (int i = 0; i < spec.commands().size(); i++) {
      long left = spec.timeout().toNanos() - (System.nanoTime() - began);
      if (control.ending().isDone() || left <= 0) {
        return false;
      }
      Step step = new Step(i, spec, arguments.folder(), arguments, frames);
      if (!step.execute(control.ending(), left)) {
        return false;
      }
    }
    return true;
  }

  private void write(DriverSpec.InlineFile file) throws IOException {
    Path path = Path.of(file.path());
    byte[] content = new byte[file.content().remaining()];
    file.content().duplicate().get(content);
    Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(path, content, StandardOpenOption.WRITE);
    if (arguments.uid().isPresent()) {
      Files.setAttribute(path, "unix:uid", arguments.uid().getAsInt());
    }
  }

  /**
   * The processor time of every process that has ended: those that were waited for, and, where the
   * driver has a pid namespace, those that its init inherited.
   */
  private long cpuMicros() {
    long own = micros(ProcessHandle.current().pid());
    return arguments.ownInit() ? own + micros(PID_OF_INIT) : own;
  }

  private static long micros(long pid) {
    return ProcStat.of(pid).map(ProcStat::childMicros).orElse(0L);
  }
}
