package dev.cofferdam.adapters.postgres.embedded;

import dev.cofferdam.adapters.postgres.DatabaseUnusable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to be the one server of a data directory: a lock on its {@code server.lock}, which the
 * kernel takes back when the process dies, however it dies.
 */
final class DataDirLock implements AutoCloseable {
  /**
   * Directories that this process has. A second look at the file must not even open it: closing any
   * channel to a file gives up a POSIX process's locks on it (fcntl(2)).
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path dataDir;
  private final FileChannel channel;

  private DataDirLock(Path dataDir, FileChannel channel) {
    this.dataDir = dataDir;
    this.channel = channel;
  }

  /**
   * @throws DatabaseUnusable when another server has the directory, naming its process
   */
  static DataDirLock take(Path dataDir) throws IOException {
    Path real = dataDir.toRealPath();
    if (!OURS.add(real)) {
      throw inUse(real, Long.toString(ProcessHandle.current().pid()));
    }
    boolean taken = false;
    try {
      FileChannel channel =
          FileChannel.open(
              real.resolve("server.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw inUse(real, Files.readString(real.resolve("server.lock")).strip());
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
      taken = true;
      return new DataDirLock(real, channel);
    } finally {
      if (!taken) {
        OURS.remove(real);
      }
    }
  }

  private static DatabaseUnusable inUse(Path dataDir, String pid) {
    String who = pid.isEmpty() ? "another process" : "process " + pid;
    return new DatabaseUnusable(
        "a server is running on the data directory "
            + dataDir
            + " already ("
            + who
            + "). Stop it first, or give this one another directory in COFFERDAM_DATA_DIR.");
  }

  @Override
  public void close() throws IOException {
    channel.close();
    OURS.remove(dataDir);
  }
}
