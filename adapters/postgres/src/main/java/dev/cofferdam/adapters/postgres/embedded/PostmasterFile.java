package dev.cofferdam.adapters.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code postmaster.pid}, in which a PostgreSQL server writes its process id on the first
 * line and, on the eighth, how far its start has come (src/include/utils/pidfile.h).
 */
final class PostmasterFile {
  /** Greater than any process id of Linux or macOS, so that no process ever has it. */
  private static final String NOBODY = "2147483646";

  private static final int STATUS_LINE = 7;

  private final Path cluster;
  private final Path file;

  PostmasterFile(Path cluster) {
    this.cluster = cluster;
    this.file = cluster.resolve("postmaster.pid");
  }

  /** Whether the server with this process id takes connections. */
  boolean isReady(long pid) throws IOException {
    List<String> lines = lines();
    return lines.size() > STATUS_LINE
        && lines.get(0).strip().equals(Long.toString(pid))
        && lines.get(STATUS_LINE).startsWith("ready");
  }

  /**
   * The server that runs on this cluster, when one does. A process that only happens to have the
   * number, as after a reboot, is not taken for it.
   */
  Optional<ProcessHandle> running() throws IOException {
    return named().filter(this::isServerOfThisCluster);
  }

  /**
   * Lets a server start although a stranger has the process id of one that died. PostgreSQL itself
   * would refuse; the rest of the file stays, by which it sees whether the dead server's children
   * still use its memory.
   */
  void forgetStranger() throws IOException {
    if (named().isPresent() && running().isEmpty()) {
      List<String> lines = new ArrayList<>(lines());
      lines.set(0, NOBODY);
      Files.write(file, lines);
    }
  }

  private Optional<ProcessHandle> named() throws IOException {
    List<String> lines = lines();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    try {
      return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
    } catch (NumberFormatException notAServersFile) {
      return Optional.empty();
    }
  }

  private boolean isServerOfThisCluster(ProcessHandle process) {
    String commandLine = process.info().commandLine().orElse("");
    return commandLine.contains("postgres") && commandLine.contains(cluster.toString());
  }

  private List<String> lines() throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException noServer) {
      return List.of();
    }
  }
}
