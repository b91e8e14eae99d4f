package dev.cofferdam.adapters.tink.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** The file that holds the master keyset, private to its owner. */
final class MasterKeyFile {
  private static final int MAX_BYTES = 65_536;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.copyOf(PosixFilePermissions.fromString("rw-------"));
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final Path path;

  MasterKeyFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * @throws MasterKeyUnusable when anybody but the owner may do anything with it
   */
  String read() throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new MasterKeyUnusable("The master key " + path + " is not a file.");
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (permissions.stream().anyMatch(OTHERS::contains)) {
      throw new MasterKeyUnusable(
          "The master key %s is open to others (%s). Nobody but its owner may read it: chmod 600."
              .formatted(path, PosixFilePermissions.toString(permissions)));
    }
    if (Files.size(path) > MAX_BYTES) {
      throw new MasterKeyUnusable("The master key " + path + " is too large to be one.");
    }
    return Files.readString(path, StandardCharsets.UTF_8);
  }

  /** Changes whenever the file is put in place. */
  String stamp() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return attributes.fileKey() + "/" + attributes.lastModifiedTime() + "/" + attributes.size();
  }

  /**
   * Writes the file in place of the one that is there: whoever reads sees the one or the other,
   * whatever dies in between.
   */
  void replace(String content) throws IOException {
    Path draft = draft(content);
    try {
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
      force(path.getParent());
    }
  }

  /**
   * Writes the file unless there is one. It appears whole and on the disk, or not at all: it is
   * written beside its place, forced out, and linked, which fails where a name is taken.
   *
   * @return false when another process was first
   */
  boolean create(String content) throws IOException {
    Path draft = draft(content);
    try {
      Files.createLink(path, draft);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } finally {
      Files.deleteIfExists(draft);
      force(path.getParent());
    }
  }

  /** Beside the file's place, private to its owner, and forced out. */
  private Path draft(String content) throws IOException {
    Path draft = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID());
    FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    boolean whole = false;
    try (FileChannel out =
        FileChannel.open(
            draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
      whole = true;
      return draft;
    } finally {
      if (!whole) {
        Files.deleteIfExists(draft);
      }
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
