package dev.cofferdam.domain.vault.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A file's text without its byte order mark.
 *
 * @param malformed the offsets in the text of what stands for bytes that are not UTF-8
 */
public record SourceText(String text, BitSet malformed) {
  /** Each line is ended by LF alone: a carriage return before it is gone. */
  public static SourceText withLineFeeds(byte[] file) {
    return decode(normalized(file));
  }

  /** Carriage returns stay where they are. */
  public static SourceText asItIs(byte[] file) {
    int start = startOf(file);
    return decode(ByteBuffer.wrap(file, start, file.length - start));
  }

  private static SourceText decode(ByteBuffer in) {
    CharBuffer out = CharBuffer.allocate(in.remaining());
    BitSet malformed = new BitSet();
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      malformed.set(out.position());
      out.put('\uFFFD');
      in.position(in.position() + result.length());
      result = decoder.decode(in, out, true);
    }
    return new SourceText(out.flip().toString(), malformed);
  }

  /** Why nothing of a file can be read: over {@link SecretFile#MAX_BYTES}, or no UTF-8 at all. */
  public static @Nullable String whyUnreadable(byte[] file) {
    if (file.length > SecretFile.MAX_BYTES) {
      return "the file is over the limit of " + SecretFile.MAX_BYTES + " bytes";
    }
    return isWide(file) ? "the file is UTF-16 or UTF-32; save it as UTF-8" : null;
  }

  /** Tells UTF-16 and UTF-32 by their byte order marks, or by the NULs of an ASCII start. */
  private static boolean isWide(byte[] file) {
    if (file.length < 2) {
      return false;
    }
    int mark = (file[0] & 0xFF) << 8 | (file[1] & 0xFF);
    if (mark == 0xFEFF || mark == 0xFFFE) {
      return true;
    }
    return file.length >= 4
        && ((file[0] == 0 && file[2] == 0 && file[3] != 0)
            || (file[0] != 0 && file[1] == 0 && file[3] == 0));
  }

  /** Why nothing at this offset can be read; null when it can. */
  public @Nullable String faultAt(int offset) {
    return switch (text.charAt(offset)) {
      case '\0' -> "a NUL character";
      case '\uFFFD' -> malformed.get(offset) ? "not UTF-8" : null;
      default -> null;
    };
  }

  private static ByteBuffer normalized(byte[] file) {
    byte[] kept = new byte[file.length];
    int length = 0;
    for (int i = startOf(file); i < file.length; i++) {
      boolean ofLineEnd = file[i] == '\r' && i + 1 < file.length && file[i + 1] == '\n';
      if (!ofLineEnd) {
        kept[length++] = file[i];
      }
    }
    return ByteBuffer.wrap(kept, 0, length);
  }

  /** Whether the file starts with a byte order mark in UTF-8. */
  public static boolean isMarked(byte[] file) {
    return file.length >= 3
        && file[0] == (byte) 0xEF
        && file[1] == (byte) 0xBB
        && file[2] == (byte) 0xBF;
  }

  private static int startOf(byte[] file) {
    return isMarked(file) ? 3 : 0;
  }
}
