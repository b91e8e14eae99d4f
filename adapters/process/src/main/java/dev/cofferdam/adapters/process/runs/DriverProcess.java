package dev.cofferdam.adapters.process.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A driver, or the {@code unshare} around it, known so that no other process can be taken for it:
 * pids are used again, and start again with the machine.
 *
 * @param startTime in clock ticks since boot
 * @param boot the kernel's id of the boot
 */
record DriverProcess(long pid, long startTime, String boot) {
  /** Name of the file that the driver's launcher writes: its stat line, then the boot's id. */
  static final String FILE = "pid";

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  static DriverProcess parse(String text) throws IOException {
    String[] lines = text.split("\n", -1);
    try {
      ProcStat stat = ProcStat.parse(lines[0]);
      return new DriverProcess(stat.pid(), stat.startTime(), lines[1]);
    } catch (RuntimeException malformed) {
      throw new IOException("the driver's pid file is malformed", malformed);
    }
  }

  boolean isAlive() throws IOException {
    Optional<ProcStat> now = ProcStat.of(pid);
    return now.isPresent()
        && now.get().startTime() == startTime
        && now.get().isRunning()
        && Files.readString(BOOT_ID).trim().equals(boot);
  }

  /** Kills it, and with an {@code unshare} all that is in its namespaces. */
  void kill() throws IOException {
    if (isAlive()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** Whether it was gone in time. */
  boolean awaitEnd(long millis) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (isAlive()) {
      if (System.nanoTime() - start > millis * 1_000_000) {
        return false;
      }
      Thread.sleep(5);
    }
    return true;
  }
}
