package dev.cofferdam.application.runs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Writes tars as POSIX has them (ustar), also such as no program would. */
public final class TarWriter {
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

  public TarWriter file(String name, String content) {
    return entry(name, '0', 0644, "", content.getBytes(UTF_8));
  }

  public TarWriter program(String name, String content) {
    return entry(name, '0', 0755, "", content.getBytes(UTF_8));
  }

  public TarWriter folder(String name) {
    return entry(name + "/", '5', 0755, "", new byte[0]);
  }

  public TarWriter link(String name, String target) {
    return entry(name, '2', 0777, target, new byte[0]);
  }

  /**
   * @param type as the header has it: {@code '1'} for a hard link, {@code '3'} for a device
   */
  public TarWriter entry(String name, char type, int mode, String target, byte[] content) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "%07o".formatted(mode));
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, "%011o".formatted(content.length));
    put(header, 136, "00000000000");
    header[156] = (byte) type;
    put(header, 157, target);
    put(header, 257, "ustar\00000");
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0".formatted(sum));
    tar.writeBytes(header);
    tar.writeBytes(content);
    tar.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    return this;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  public byte[] tar() {
    byte[] whole = Arrays.copyOf(tar.toByteArray(), tar.size() + 2 * BLOCK);
    return whole;
  }

  public byte[] tarGz() {
    return gzip(tar());
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException neverInMemory) {
      throw new IllegalStateException(neverInMemory);
    }
    return packed.toByteArray();
  }
}
