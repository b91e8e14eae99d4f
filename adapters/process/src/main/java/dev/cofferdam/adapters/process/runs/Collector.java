package dev.cofferdam.adapters.process.runs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cofferdam.adapters.driver.DriverFrame;
import dev.cofferdam.adapters.driver.DriverSpec;
import dev.cofferdam.adapters.driver.FilePatterns;
import dev.cofferdam.application.runs.port.SandboxEvent.LeftOut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Tells the files that the commands leave behind and that were asked for: {@code sandbox/collect.h}
 * for processes. It goes down from the working directory by open folders and follows no link. The
 * driver may read more than the commands may; so it takes nothing that isn't theirs.
 */
final class Collector {
  private static final int MAX_PATH_BYTES = 1_024;
  private static final int MAX_FOLDERS = 64;
  private static final int LEFT_OUT_TOLD = 20;

  private final DriverSpec.Collect wanted;
  private final FilePatterns patterns;
  private final FrameFile frames;
  private final BooleanSupplier stopped;
  private final long until;
  private int files;
  private long bytes;
  private long leftOut;
  private boolean over;

  /**
   * @param stopped whether somebody wants the driver's end
   */
  Collector(DriverSpec.Collect wanted, FrameFile frames, BooleanSupplier stopped) {
    this.wanted = wanted;
    this.patterns = new FilePatterns(wanted.patterns());
    this.frames = frames;
    this.stopped = stopped;
    this.until = System.nanoTime() + wanted.time().toNanos();
  }

  /** A folder that is open, where it is, and how far patterns are matched by it. */
  private static final class Folder {
    private final SecureDirectoryStream<Path> open;
    private final byte[] path;
    private final FilePatterns.State state;
    private final int depth;

    Folder(SecureDirectoryStream<Path> open, byte[] path, FilePatterns.State state, int depth) {
      this.open = open;
      this.path = path;
      this.state = state;
      this.depth = depth;
    }
  }

  void collect(Path root) throws IOException {
    UserPrincipal owner;
    SecureDirectoryStream<Path> workspace;
    try (DirectoryStream<Path> parent = Files.newDirectoryStream(root.getParent())) {
      owner = Files.getOwner(root, LinkOption.NOFOLLOW_LINKS);
      workspace = secure(parent).newDirectoryStream(root.getFileName(), LinkOption.NOFOLLOW_LINKS);
    } catch (IOException removed) {
      leaveOut(LeftOut.UNREADABLE, new byte[0]);
      return;
    }
    try (workspace) {
      lookInto(new Folder(workspace, new byte[0], patterns.start(), 0), owner);
    } catch (DirectoryIteratorException broken) {
      leaveOut(LeftOut.UNREADABLE, new byte[0]);
    }
    if (over && leftOut == 0) {
      leaveOut(LeftOut.TIME, new byte[0]);
    }
    if (leftOut > LEFT_OUT_TOLD) {
      frames.write(new DriverFrame.MoreLeftOut(leftOut - LEFT_OUT_TOLD));
    }
  }

  private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream)
      throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    throw new IOException("folders can't be opened by descriptor here");
  }

  private boolean isOver() {
    over = over || stopped.getAsBoolean() || System.nanoTime() - until >= 0;
    return over;
  }

  private void lookInto(Folder folder, UserPrincipal owner) throws IOException {
    for (Path entry : folder.open) {
      if (isOver()) {
        return;
      }
      Path name = entry.getFileName();
      byte[] bytesOfName = bytesOf(name);
      FilePatterns.State state = patterns.below(folder.state, bytesOfName);
      if (state.takesFile() || state.leadsOn()) {
        look(folder, name, joined(folder.path, bytesOfName), state, owner);
      }
    }
  }

  private void look(
      Folder folder, Path name, byte[] path, FilePatterns.State state, UserPrincipal owner)
      throws IOException {
    PosixFileAttributes is;
    try {
      is =
          folder
              .open
              .getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes();
    } catch (IOException gone) {
      leaveOut(LeftOut.UNREADABLE, path);
      return;
    }
    if (!is.isDirectory() && !state.takesFile()) {
      return;
    }
    if (path.length > MAX_PATH_BYTES || (is.isDirectory() && folder.depth == MAX_FOLDERS)) {
      leaveOut(LeftOut.NAME, path);
    } else if (is.isDirectory()) {
      lookBelow(folder, name, path, state, owner);
    } else if (!is.isRegularFile()) {
      leaveOut(LeftOut.KIND, path);
    } else if (!is.owner().equals(owner)) {
      leaveOut(LeftOut.UNREADABLE, path);
    } else {
      take(folder, name, path, is.size());
    }
  }

  private void lookBelow(
      Folder folder, Path name, byte[] path, FilePatterns.State state, UserPrincipal owner)
      throws IOException {
    SecureDirectoryStream<Path> open;
    try {
      open = folder.open.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException closed) {
      leaveOut(LeftOut.UNREADABLE, path);
      return;
    }
    try (open) {
      lookInto(new Folder(open, path, state, folder.depth + 1), owner);
    }
  }

  private void take(Folder folder, Path name, byte[] path, long size) throws IOException {
    if (files == wanted.files()) {
      leaveOut(LeftOut.COUNT, path);
    } else if (size > wanted.fileBytes()) {
      leaveOut(LeftOut.SIZE, path);
    } else if (size > wanted.totalBytes() - bytes) {
      leaveOut(LeftOut.TOTAL, path);
    } else {
      SeekableByteChannel open;
      try {
        open =
            folder.open.newByteChannel(
                name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      } catch (IOException closed) {
        leaveOut(LeftOut.UNREADABLE, path);
        return;
      }
      try (open) {
        tell(open, path, size);
      }
    }
  }

  private void tell(SeekableByteChannel file, byte[] path, long size) throws IOException {
    frames.write(new DriverFrame.FileBegun(ByteBuffer.wrap(path), size));
    long sent = 0;
    while (sent < size && !isOver()) {
      ByteBuffer piece = ByteBuffer.allocate((int) Math.min(DriverFrame.MAX_OUTPUT, size - sent));
      int read = read(file, piece);
      if (read <= 0) {
        break;
      }
      frames.write(new DriverFrame.FileBytes(piece.flip()));
      sent += read;
    }
    frames.write(new DriverFrame.FileEnded(sent == size));
    bytes += sent;
    if (sent == size) {
      files++;
    } else {
      leaveOut(over ? LeftOut.TIME : LeftOut.UNREADABLE, path);
    }
  }

  private static int read(SeekableByteChannel file, ByteBuffer piece) {
    try {
      return file.read(piece);
    } catch (IOException unreadable) {
      return -1;
    }
  }

  private void leaveOut(LeftOut why, byte[] path) throws IOException {
    leftOut++;
    if (leftOut <= LEFT_OUT_TOLD) {
      byte[] shown = Arrays.copyOf(path, Math.min(path.length, MAX_PATH_BYTES));
      frames.write(new DriverFrame.FileLeftOut(why, ByteBuffer.wrap(shown)));
    }
  }

  private static byte[] joined(byte[] folder, byte[] name) {
    if (folder.length == 0) {
      return name;
    }
    byte[] path = Arrays.copyOf(folder, folder.length + 1 + name.length);
    path[folder.length] = '/';
    System.arraycopy(name, 0, path, folder.length + 1, name.length);
    return path;
  }

  /**
   * A name's bytes as the file system has them. A path's text has others where they are not of the
   * JVM's encoding; its URI has each byte, as it is or escaped.
   */
  static byte[] bytesOf(Path name) {
    String uri = Path.of("/").resolve(name).toUri().getRawPath();
    byte[] escaped = uri.substring(1).getBytes(US_ASCII);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < escaped.length; i++) {
      if (escaped[i] == '%') {
        bytes.write(Integer.parseInt(new String(escaped, i + 1, 2, US_ASCII), 16));
        i += 2;
      } else if (escaped[i] != '/') {
        bytes.write(escaped[i]);
      }
    }
    return bytes.toByteArray();
  }
}
