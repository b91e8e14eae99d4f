package dev.cofferdam.adapters.process.runs;

import dev.cofferdam.domain.ids.RunId;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The folder of a run: below {@code driver}, closed to the commands, what the driver and the server
 * share; beside it, where the commands have no file system of their own, what belongs to them.
 */
record RunFolder(RunId run, Path path) {
  static final String CONTROL = "control";
  static final String CLONE_FRAMES = "clone-frames";
  static final String FRAMES = "frames";

  /** The folders that commands have; a clone has the last one as its home. */
  static final List<String> PLACES = List.of("workspace", "home", "tmp", "clone");

  /** The longest path of a socket below the folder's parent, with its slash. */
  static final int LONGEST_SOCKET = 1 + 36 + "/driver/steps.sock".length();

  static RunFolder of(Path root, RunId run) {
    return new RunFolder(run, root.resolve(run.toString()));
  }

  Path driver() {
    return path.resolve("driver");
  }

  Path inDriver(String name) {
    return driver().resolve(name);
  }

  boolean exists() {
    return isFolder(path);
  }

  /** The driver that was started last, running or not. */
  Optional<DriverProcess> process() throws IOException {
    try {
      return Optional.of(DriverProcess.parse(Files.readString(inDriver(DriverProcess.FILE))));
    } catch (NoSuchFileException neverStarted) {
      return Optional.empty();
    }
  }

  /** Whether a driver has told anything. */
  boolean hasFrames() throws IOException {
    return length(CLONE_FRAMES) > 0 || length(FRAMES) > 0;
  }

  private long length(String name) throws IOException {
    Path file = inDriver(name);
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** What the driver's programs said when they failed, one line. */
  String lastWords() {
    try (Stream<String> lines = Files.lines(inDriver("log"))) {
      return lines.filter(line -> !line.isBlank()).findFirst().orElse("it said nothing").trim();
    } catch (IOException | RuntimeException unreadable) {
      return "its log can't be read";
    }
  }

  /**
   * Makes the folder.
   *
   * @param places whether the commands' own folders lie in it
   * @param uid whose those are, where that is another user
   */
  void create(boolean places, OptionalInt uid) throws IOException {
    boolean passable = places && uid.isPresent();
    createFolder(path, passable ? "rwx--x--x" : "rwx------");
    createFolder(driver(), "rwx------");
    if (places) {
      for (String place : PLACES) {
        Path folder = path.resolve(place);
        createFolder(folder, "rwx------");
        if (uid.isPresent()) {
          Files.setAttribute(folder, "unix:gid", uid.getAsInt());
          Files.setAttribute(folder, "unix:uid", uid.getAsInt());
        }
      }
    }
  }

  private static void createFolder(Path folder, String permissions) throws IOException {
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
  }

  /**
   * Deletes the folder and what is below it, links themselves and never what they point to. Folders
   * within folders are moved up first: what a run nests can be deeper than a path is long, and than
   * a stack is.
   */
  void delete() throws IOException {
    if (!exists()) {
      return;
    }
    long moved = 0;
    for (List<Path> entries = open(path); !entries.isEmpty(); entries = open(path)) {
      for (Path entry : entries) {
        if (isFolder(entry)) {
          for (Path inner : open(entry)) {
            if (isFolder(inner)) {
              open(inner);
              Files.move(inner, path.resolve("@" + moved++));
            } else {
              Files.deleteIfExists(inner);
            }
          }
        }
        deleteUnlessFilled(entry);
      }
    }
    Files.deleteIfExists(path);
  }

  /** What is in a folder, which can be changed from now on. */
  private static List<Path> open(Path folder) throws IOException {
    if (!Files.isReadable(folder) || !Files.isWritable(folder) || !Files.isExecutable(folder)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.toList();
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static void deleteUnlessFilled(Path entry) throws IOException {
    try {
      Files.deleteIfExists(entry);
    } catch (DirectoryNotEmptyException aLastFrameCame) {
      return;
    }
  }
}
