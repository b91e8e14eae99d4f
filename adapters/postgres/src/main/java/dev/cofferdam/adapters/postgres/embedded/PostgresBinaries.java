package dev.cofferdam.adapters.postgres.embedded;

import dev.cofferdam.adapters.postgres.DatabaseUnusable;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the jar that Maven brought. Only the programs are taken from
 * it: zonky's own way of starting them trusts every local user and switches fsync off.
 */
final class PostgresBinaries {
  /** The version in the parent pom; held by a test. */
  static final String VERSION = "18.6";

  /** What a data directory has to be of. */
  static final String MAJOR = "18";

  private PostgresBinaries() {}

  /**
   * Unpacks the programs below {@code parent}, unless they are there. Processes that do so at once
   * end up with one copy.
   *
   * @return the folder that has {@code bin}
   */
  static Path unpack(Path parent) throws IOException {
    Path home = parent.resolve("postgresql-" + VERSION);
    if (Files.isDirectory(home)) {
      return home;
    }
    Files.createDirectories(parent);
    Path fresh = Files.createTempDirectory(parent, "unpacking-");
    try (InputStream packed = open();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        put(fresh, entry, tar);
      }
    }
    try {
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      Folders.delete(fresh);
      if (!Files.isDirectory(home)) {
        throw e;
      }
      // Somebody was faster, and theirs is as good.
    }
    return home;
  }

  private static InputStream open() throws IOException {
    String os = System.getProperty("os.name");
    String system = os.toLowerCase(Locale.ROOT).startsWith("mac") ? "Darwin" : os;
    String machine = System.getProperty("os.arch");
    try {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
    } catch (IllegalStateException none) {
      throw new DatabaseUnusable(
          "there is no embedded PostgreSQL for "
              + os
              + " on "
              + machine
              + ". Set DATABASE_URL to a PostgreSQL server of your own.",
          none);
    }
  }

  private static void put(Path root, TarArchiveEntry entry, InputStream content)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("an entry leads out of the archive");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      String mode = (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--";
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
    }
  }
}
