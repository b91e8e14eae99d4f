package dev.cofferdam.adapters.driver;

import dev.cofferdam.application.runs.port.Collecting;
import dev.cofferdam.domain.runs.ArtifactPattern;
import dev.cofferdam.domain.vault.SecretValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a step driver is to do. It travels over the driver's standard input, so that secrets are in
 * nothing that an engine shows, and says its own length, because that input can't always be closed.
 *
 * <p>On the wire, all numbers big-endian and unsigned:
 *
 * <pre>
 * spec     = "COFFDRV1" length:u32 record*      length counts the bytes of all records
 * record   = tag:u8 length:u32 value            length counts the bytes of value
 * tag 1    environment entry, NAME=value        any number, up to {@value #MAX_ENTRIES}
 * tag 2    command, for /bin/sh -c              any number, up to {@value #MAX_COMMANDS}, in order
 * tag 3    working directory, absolute          once
 * tag 4    timeout in milliseconds, u64         once
 * tag 5    output limit in bytes, u64           once
 * tag 6    port:u16, path of a Unix socket      at most once: forward 127.0.0.1:port to the socket
 * tag 7    length:u16, path, content            any number, up to {@value #MAX_FILES}: written, mode
 *                                               0600, before the first command
 * tag 8    files:u32, bytes of one:u64,         at most once: limits for what is collected
 *          bytes of all:u64, milliseconds:u32
 * tag 9    pattern of files to collect          any number, up to {@value #MAX_PATTERNS}; needs tag 8
 * </pre>
 *
 * A tag that the driver does not know, a NUL byte in a text, or a spec over {@value #MAX_BYTES}
 * bytes makes it refuse. A spec that comes to a stop for five seconds before it is whole is
 * forgotten, and what follows is read as a new one: a caller that died in the middle spoils nothing
 * for the next. After a whole spec the driver reads no further, so sending it twice does nothing.
 *
 * @param environment all that the commands' environment holds; no value has a NUL byte
 * @param timeout for all commands together, at least a millisecond
 * @param outputLimit bytes told; what is over is counted and dropped
 */
public record DriverSpec(
    Map<String, SecretValue> environment,
    List<String> commands,
    String workingDirectory,
    Duration timeout,
    long outputLimit,
    Optional<Forward> forward,
    List<InlineFile> files,
    Optional<Collect> collect) {
  static final int MAX_BYTES = 33_554_432;
  static final int MAX_ENTRIES = 8_192;
  static final int MAX_COMMANDS = 1_024;
  static final int MAX_FILES = 16;
  static final int MAX_PATTERNS = 32;

  private static final Pattern NAME = Pattern.compile("[^=\\x00]{1,4096}");

  /** The way out: connections to a loopback port are handed to a Unix socket. */
  public record Forward(int port, String socket) {
    /** What {@code sun_path} of unix(7) holds. */
    private static final int MAX_SOCKET_LENGTH = 107;

    public Forward {
      require(port > 0 && port <= 65_535, "forward.port must be from 1 to 65535");
      require(
          socket.startsWith("/") && socket.length() <= MAX_SOCKET_LENGTH && text(socket),
          "forward.socket must be an absolute path of at most 107 characters");
    }
  }

  /** A file to write before the first command. It compares by path and content. */
  public record InlineFile(String path, ByteBuffer content) {
    public InlineFile {
      require(
          path.startsWith("/") && path.length() <= 4_095 && text(path),
          "files.path must be absolute");
      content = content.asReadOnlyBuffer();
    }
  }

  /**
   * Which files of the working directory are told once the commands are over.
   *
   * @param patterns as in {@link FilePatterns}; at least one
   * @param files how many are told
   * @param fileBytes what is larger is left out
   * @param totalBytes of all that are told
   * @param time for it, besides the commands'
   */
  public record Collect(
      List<String> patterns, int files, long fileBytes, long totalBytes, Duration time) {
    public Collect {
      patterns = List.copyOf(patterns);
      require(
          !patterns.isEmpty() && patterns.size() <= MAX_PATTERNS,
          "there must be 1 to " + MAX_PATTERNS + " patterns");
      patterns.forEach(FilePatterns::require);
      require(files >= 0 && fileBytes >= 0 && totalBytes >= 0, "limits must not be negative");
      require(
          time.toMillis() >= 1 && time.toMillis() <= Integer.MAX_VALUE,
          "time must be a millisecond to some days");
    }

    /** Empty where nothing is to be collected. */
    public static Optional<Collect> of(Collecting wanted) {
      Collecting.Limits limits = wanted.limits();
      return wanted.isNothing()
          ? Optional.empty()
          : Optional.of(
              new Collect(
                  wanted.patterns().stream().map(ArtifactPattern::value).toList(),
                  limits.files(),
                  limits.fileBytes(),
                  limits.totalBytes(),
                  limits.time()));
    }
  }

  public DriverSpec {
    environment = Map.copyOf(environment);
    commands = List.copyOf(commands);
    files = List.copyOf(files);
    require(environment.size() <= MAX_ENTRIES, "environment has too many entries");
    environment.forEach(DriverSpec::requireEntry);
    require(commands.size() <= MAX_COMMANDS, "there are too many commands");
    require(commands.stream().allMatch(DriverSpec::text), "a command holds a NUL character");
    require(
        workingDirectory.startsWith("/") && text(workingDirectory),
        "workingDirectory must be absolute");
    require(timeout.toMillis() >= 1, "timeout must be at least a millisecond");
    require(outputLimit >= 0, "outputLimit must not be negative");
    require(files.size() <= MAX_FILES, "there are too many files");
  }

  /**
   * The bytes for the driver's standard input.
   *
   * @throws IllegalArgumentException when they are over {@value #MAX_BYTES}
   */
  public byte[] encode() {
    return DriverSpecCodec.encode(this);
  }

  /**
   * Reads one spec and nothing beyond it.
   *
   * @throws IOException when the stream ends early or holds something else
   */
  public static DriverSpec read(InputStream in) throws IOException {
    return DriverSpecCodec.read(in);
  }

  private static void requireEntry(String name, SecretValue value) {
    require(NAME.matcher(name).matches(), "environment has a name that can't be one");
    byte[] bytes = value.reveal();
    for (byte b : bytes) {
      require(b != 0, "the value of " + name + " holds a NUL byte, which no environment can");
    }
  }

  private static boolean text(String text) {
    return text.indexOf('\0') < 0;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
