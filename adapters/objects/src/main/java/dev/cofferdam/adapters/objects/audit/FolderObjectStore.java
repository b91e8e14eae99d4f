package dev.cofferdam.adapters.objects.audit;

import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.audit.port.ObjectStore;
import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Keeps objects as files of one folder that is ours alone. The object {@code a/b} is the file
 * {@code a/b@}: since no key has an {@code @}, no object's file has the name of another's folder.
 * Objects are drafted in the folder {@code @drafts}, forced to the disk and renamed; a draft that
 * is a day old belongs to a process that died, and is deleted at the next start. Several processes
 * may use one folder.
 */
public final class FolderObjectStore implements ObjectStore {
  private static final Duration STALE = Duration.ofDays(1);
  private static final int TRIES = 100;

  private final Path root;
  private final Path drafts;

  /**
   * @param root is made when it is missing
   */
  public FolderObjectStore(Path root, Clock clock) {
    this.root = root.toAbsolutePath().normalize();
    this.drafts = this.root.resolve("@drafts");
    try {
      Files.createDirectories(drafts, permissions("rwx------"));
      deleteStaleDrafts(FileTime.from(clock.instant().minus(STALE)));
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void put(ObjectKey key, InputStream content, long length) throws IOException {
    ExactContent exact = new ExactContent(content, length);
    Path draft = drafts.resolve(UUID.randomUUID().toString());
    try {
      try {
        write(exact, draft);
        moveInto(draft, file(key));
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      if (exact.failure().isPresent()) {
        throw exact.failure().get();
      }
      throw unavailable(e);
    }
  }

  @Override
  public Optional<InputStream> get(ObjectKey key) {
    try {
      return Optional.of(Files.newInputStream(file(key)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void delete(ObjectKey key) {
    Path file = file(key);
    try {
      if (Files.deleteIfExists(file)) {
        force(file.getParent());
        deleteEmptyFolders(file.getParent());
      }
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public boolean exists(ObjectKey key) {
    return Files.isRegularFile(file(key));
  }

  @Override
  public List<ObjectKey> list(ObjectKey folder, Optional<ObjectKey> after, int limit) {
    List<ObjectKey> found = new ArrayList<>();
    Path start = root.resolve(folder.value()).normalize();
    if (!start.startsWith(root)) {
      throw new IllegalArgumentException("the key leads out of the folder");
    }
    try {
      String bound = after.map(key -> key.value() + "@").orElse("");
      collect(start, folder.value() + "/", new Wanted(bound, limit), found);
    } catch (IOException | DirectoryIteratorException e) {
      throw unavailable(e);
    }
    return List.copyOf(found);
  }

  /**
   * @param after the name of an object's file; what comes up to it is passed over
   */
  private record Wanted(String after, int limit) {
    boolean takes(String name) {
      return name.compareTo(after) > 0 || (name.endsWith("/") && after.startsWith(name));
    }
  }

  private static void collect(Path folder, String prefix, Wanted wanted, List<ObjectKey> found)
      throws IOException {
    for (String name : namesIn(folder)) {
      if (found.size() == wanted.limit()) {
        return;
      }
      String below = prefix + name;
      if (wanted.takes(below)) {
        if (name.endsWith("@")) {
          found.add(new ObjectKey(below.substring(0, below.length() - 1)));
        } else {
          collect(folder.resolve(name), below, wanted, found);
        }
      }
    }
  }

  /** Objects' files and, with a slash behind them, folders; in the order of keys. */
  private static Set<String> namesIn(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        names.add(name.endsWith("@") ? name : name + "/");
      }
    } catch (NoSuchFileException | NotDirectoryException nothingBelow) {
      return Set.of();
    }
    return names;
  }

  private Path file(ObjectKey key) {
    Path file = root.resolve(key.value() + "@").normalize();
    if (!file.startsWith(root)) {
      throw new IllegalArgumentException("the key leads out of the folder");
    }
    return file;
  }

  private static void write(InputStream content, Path draft) throws IOException {
    Set<StandardOpenOption> create =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel file = FileChannel.open(draft, create, permissions("rw-------"))) {
      content.transferTo(Channels.newOutputStream(file));
      file.force(true);
    }
  }

  /**
   * Tries again when a neighbour's deletion takes the folder away between making and using it, or
   * between finding it and seeing that it is one: {@link Files#createDirectories} tells both.
   */
  private void moveInto(Path draft, Path file) throws IOException {
    Path folder = file.getParent();
    for (int tries = 1; ; tries++) {
      try {
        Files.createDirectories(folder, permissions("rwx------"));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        for (Path changed = folder; changed.startsWith(root); changed = changed.getParent()) {
          force(changed);
        }
        return;
      } catch (NoSuchFileException | FileAlreadyExistsException taken) {
        if (tries == TRIES || !Files.exists(draft)) {
          throw taken;
        }
      }
    }
  }

  private void deleteEmptyFolders(Path lowest) throws IOException {
    for (Path folder = lowest; !folder.equals(root); folder = folder.getParent()) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException inUse) {
        return;
      }
    }
  }

  private void deleteStaleDrafts(FileTime limit) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(drafts)) {
      for (Path draft : left) {
        deleteIfOlder(draft, limit);
      }
    }
  }

  private static void deleteIfOlder(Path draft, FileTime limit) throws IOException {
    try {
      if (Files.getLastModifiedTime(draft).compareTo(limit) < 0) {
        Files.deleteIfExists(draft);
      }
    } catch (NoSuchFileException becameAnObject) {
      return;
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    } catch (NoSuchFileException deletedWithAllThatWasInIt) {
      return;
    }
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  private ObjectStoreUnavailable unavailable(Exception e) {
    return new ObjectStoreUnavailable("The object folder " + root + " fails", e);
  }
}
