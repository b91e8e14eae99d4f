package dev.cofferdam.adapters.process.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code /proc/PID/stat} says of a process; see proc(5).
 *
 * @param startTime in clock ticks since boot, which together with the pid names a process for ever
 * @param childTicks processor time of its waited-for children and theirs, in clock ticks
 */
record ProcStat(long pid, char state, long startTime, long childTicks) {
  /** {@code USER_HZ}, which is 100 on every architecture that a JDK runs on. */
  private static final long TICKS_PER_SECOND = 100;

  /** Reads the line; the name in its second field may hold anything. */
  static ProcStat parse(String line) {
    int afterName = line.lastIndexOf(')') + 2;
    String[] fields = line.substring(afterName).trim().split(" ", -1);
    return new ProcStat(
        Long.parseLong(line.substring(0, line.indexOf(' '))),
        fields[0].charAt(0),
        Long.parseLong(fields[19]),
        Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
  }

  /** Empty when there is no such process. */
  static Optional<ProcStat> of(long pid) {
    try {
      return Optional.of(
          parse(Files.readString(procFile(pid, "stat"), StandardCharsets.ISO_8859_1)));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** A zombie has ended and only waits to be asked how. */
  boolean isRunning() {
    return state != 'Z' && state != 'X';
  }

  long childMicros() {
    return childTicks * (1_000_000 / TICKS_PER_SECOND);
  }

  /** The processes that {@code /proc} shows. */
  static List<Long> pids() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.chars().allMatch(c -> c >= '0' && c <= '9'))
          .map(Long::parseLong)
          .toList();
    }
  }

  static Path procFile(long pid, String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }
}
