package dev.cofferdam.adapters.archives.runs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * A first look at a tar, block by block, before anything of it is believed: whoever reads entries
 * holds their extended headers in memory, however large these are.
 */
final class TarBlocks {
  private static final int BLOCK = 512;
  private static final int TYPE = 156;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;

  /** Of a long name, or of a pax header. */
  private static final long MAX_EXTENSION = 65_536;

  private static final String EXTENSIONS = "xgLK";

  private TarBlocks() {}

  /** Whether these bytes begin like a tar. */
  static boolean isHeader(byte[] bytes) {
    return bytes.length >= BLOCK && hasCheckSum(Arrays.copyOf(bytes, BLOCK));
  }

  private static boolean hasCheckSum(byte[] header) {
    try {
      return TarUtils.verifyCheckSum(header);
    } catch (IllegalArgumentException noNumber) {
      return false;
    }
  }

  /**
   * @throws dev.cofferdam.domain.access.Refusal for blocks that are no headers where one has to be,
   *     and for extended headers that are too large
   */
  static void require(InputStream in) throws IOException {
    byte[] header = in.readNBytes(BLOCK);
    if (!isEnd(header) && !isHeader(header)) {
      throw Wrong.archive("must be a zip, a tar or a gzipped tar");
    }
    while (header.length == BLOCK && !isEnd(header)) {
      if (!hasCheckSum(header)) {
        throw Wrong.archive("is damaged: a header's checksum is wrong");
      }
      long size = sizeIn(header);
      if (size < 0 || (EXTENSIONS.indexOf(header[TYPE]) >= 0 && size > MAX_EXTENSION)) {
        throw Wrong.archive("has a header that is too large");
      }
      skip(in, (size + BLOCK - 1) / BLOCK * BLOCK);
      header = in.readNBytes(BLOCK);
    }
    if (header.length > 0 && header.length < BLOCK) {
      throw Wrong.archive("is damaged: it ends early");
    }
  }

  private static long sizeIn(byte[] header) {
    try {
      return TarUtils.parseOctalOrBinary(header, SIZE, SIZE_LENGTH);
    } catch (IllegalArgumentException noNumber) {
      return -1;
    }
  }

  private static boolean isEnd(byte[] header) {
    for (byte b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static void skip(InputStream in, long bytes) throws IOException {
    byte[] skipped = new byte[65_536];
    for (long left = bytes; left > 0; ) {
      int n = in.read(skipped, 0, (int) Math.min(left, skipped.length));
      if (n < 0) {
        throw Wrong.archive("is damaged: it ends early");
      }
      left -= n;
    }
  }
}
