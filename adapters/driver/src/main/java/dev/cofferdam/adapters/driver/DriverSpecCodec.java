package dev.cofferdam.adapters.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.domain.vault.SecretValue;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The wire format of {@link DriverSpec}. */
final class DriverSpecCodec {
  private static final byte[] MAGIC = "COFFDRV1".getBytes(UTF_8);

  private static final int ENTRY = 1;
  private static final int COMMAND = 2;
  private static final int DIRECTORY = 3;
  private static final int TIMEOUT = 4;
  private static final int OUTPUT_LIMIT = 5;
  private static final int FORWARD = 6;
  private static final int FILE = 7;
  private static final int COLLECT = 8;
  private static final int PATTERN = 9;

  private DriverSpecCodec() {}

  static byte[] encode(DriverSpec spec) {
    try {
      byte[] records = records(spec);
      if (records.length > DriverSpec.MAX_BYTES) {
        throw new IllegalArgumentException(
            "commands and environment are " + records.length + " bytes, over the limit");
      }
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(whole);
      out.write(MAGIC);
      out.writeInt(records.length);
      out.write(records);
      return whole.toByteArray();
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
  }

  private static byte[] records(DriverSpec spec) throws IOException {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(records);
    for (Map.Entry<String, SecretValue> entry : spec.environment().entrySet()) {
      byte[] name = (entry.getKey() + "=").getBytes(UTF_8);
      byte[] value = entry.getValue().reveal();
      header(out, ENTRY, name.length + value.length);
      out.write(name);
      out.write(value);
    }
    for (String command : spec.commands()) {
      text(out, COMMAND, command);
    }
    text(out, DIRECTORY, spec.workingDirectory());
    header(out, TIMEOUT, Long.BYTES);
    out.writeLong(spec.timeout().toMillis());
    header(out, OUTPUT_LIMIT, Long.BYTES);
    out.writeLong(spec.outputLimit());
    if (spec.forward().isPresent()) {
      byte[] socket = spec.forward().get().socket().getBytes(UTF_8);
      header(out, FORWARD, Short.BYTES + socket.length);
      out.writeShort(spec.forward().get().port());
      out.write(socket);
    }
    for (DriverSpec.InlineFile file : spec.files()) {
      byte[] path = file.path().getBytes(UTF_8);
      byte[] content = bytes(file.content());
      header(out, FILE, Short.BYTES + path.length + content.length);
      out.writeShort(path.length);
      out.write(path);
      out.write(content);
    }
    if (spec.collect().isPresent()) {
      collect(out, spec.collect().get());
    }
    return records.toByteArray();
  }

  private static void collect(DataOutputStream out, DriverSpec.Collect collect) throws IOException {
    header(out, COLLECT, 2 * Integer.BYTES + 2 * Long.BYTES);
    out.writeInt(collect.files());
    out.writeLong(collect.fileBytes());
    out.writeLong(collect.totalBytes());
    out.writeInt((int) collect.time().toMillis());
    for (String pattern : collect.patterns()) {
      text(out, PATTERN, pattern);
    }
  }

  private static void text(DataOutputStream out, int tag, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    header(out, tag, bytes.length);
    out.write(bytes);
  }

  private static void header(DataOutputStream out, int tag, int length) throws IOException {
    out.writeByte(tag);
    out.writeInt(length);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  static DriverSpec read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    byte[] magic = new byte[MAGIC.length];
    data.readFully(magic);
    int length = data.readInt();
    if (!Arrays.equals(magic, MAGIC) || length < 0 || length > DriverSpec.MAX_BYTES) {
      throw new MalformedDriverData("this is no spec for a step driver");
    }
    byte[] records = new byte[length];
    data.readFully(records);
    Reading reading = new Reading();
    ByteBuffer rest = ByteBuffer.wrap(records);
    try {
      while (rest.hasRemaining()) {
        int tag = rest.get();
        int size = rest.getInt();
        reading.record(tag, rest.slice(rest.position(), size));
        rest.position(rest.position() + size);
      }
      return reading.spec();
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException wrong) {
      throw new MalformedDriverData("a record of the spec is malformed", wrong);
    }
  }

  /** The records read so far. */
  private static final class Reading {
    private final Map<String, SecretValue> environment = new HashMap<>();
    private final List<String> commands = new ArrayList<>();
    private final List<DriverSpec.InlineFile> files = new ArrayList<>();
    private @Nullable String directory;
    private @Nullable Duration timeout;
    private @Nullable Long outputLimit;
    private DriverSpec.@Nullable Forward forward;
    private final List<String> patterns = new ArrayList<>();
    private @Nullable ByteBuffer limits;

    void record(int tag, ByteBuffer value) throws MalformedDriverData {
      switch (tag) {
        case ENTRY -> entry(bytes(value));
        case COMMAND -> commands.add(new String(bytes(value), UTF_8));
        case DIRECTORY -> directory = new String(bytes(value), UTF_8);
        case TIMEOUT -> timeout = Duration.ofMillis(value.getLong());
        case OUTPUT_LIMIT -> outputLimit = value.getLong();
        case FORWARD ->
            forward =
                new DriverSpec.Forward(
                    Short.toUnsignedInt(value.getShort()), new String(bytes(value), UTF_8));
        case FILE -> {
          byte[] path = new byte[Short.toUnsignedInt(value.getShort())];
          value.get(path);
          files.add(
              new DriverSpec.InlineFile(new String(path, UTF_8), ByteBuffer.wrap(bytes(value))));
        }
        case COLLECT -> limits = value;
        case PATTERN -> patterns.add(new String(bytes(value), UTF_8));
        default -> throw new MalformedDriverData("the spec has a record with unknown tag " + tag);
      }
    }

    private void entry(byte[] entry) throws MalformedDriverData {
      int equals = 0;
      while (equals < entry.length && entry[equals] != '=') {
        equals++;
      }
      if (equals == entry.length) {
        throw new MalformedDriverData("an environment entry has no =");
      }
      environment.put(
          new String(entry, 0, equals, UTF_8),
          SecretValue.of(Arrays.copyOfRange(entry, equals + 1, entry.length)));
    }

    DriverSpec spec() throws MalformedDriverData {
      if (directory == null || timeout == null || outputLimit == null) {
        throw new MalformedDriverData("the spec lacks directory, timeout or output limit");
      }
      return new DriverSpec(
          environment,
          commands,
          directory,
          timeout,
          outputLimit,
          Optional.ofNullable(forward),
          files,
          collect());
    }

    private Optional<DriverSpec.Collect> collect() throws MalformedDriverData {
      if ((limits == null) != patterns.isEmpty()) {
        throw new MalformedDriverData("the spec has patterns without limits, or limits alone");
      }
      return Optional.ofNullable(limits)
          .map(
              found ->
                  new DriverSpec.Collect(
                      patterns,
                      found.getInt(),
                      found.getLong(),
                      found.getLong(),
                      Duration.ofMillis(found.getInt())));
    }
  }
}
