package dev.cofferdam.adapters.http.platform;

import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Part of a representation, as {@code Range: bytes=…} asks for it (RFC 9110, section 14).
 *
 * @param first of the bytes wanted
 * @param end behind the last of them; not above the representation's length
 */
public record ByteRange(long first, long end) {
  private static final Pattern SINGLE =
      Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})", Pattern.CASE_INSENSITIVE);

  /**
   * Reads a {@code Range} header. What can't be read, or asks for several parts, is ignored, as RFC
   * 9110 allows: empty.
   *
   * @param length of the representation, in bytes
   * @return a range that holds no byte when none can be satisfied
   */
  public static Optional<ByteRange> parse(@Nullable String header, long length) {
    Matcher single = SINGLE.matcher(header == null ? "" : header.strip());
    if (!single.matches()) {
      return Optional.empty();
    }
    String first = single.group(1);
    String last = single.group(2);
    if (first.isEmpty()) {
      return last.isEmpty()
          ? Optional.empty()
          : Optional.of(new ByteRange(Math.max(0, length - Long.parseLong(last)), length));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? Long.MAX_VALUE - 1 : Long.parseLong(last);
    return to < from
        ? Optional.empty()
        : Optional.of(new ByteRange(from, Math.min(length, to + 1)));
  }

  public boolean isEmpty() {
    return first >= end;
  }

  /** {@code bytes 0-99/1234}. */
  public String contentRange(long length) {
    return "bytes " + first + "-" + (end - 1) + "/" + length;
  }

  /** The answer to a range that holds no byte. */
  public static Response notSatisfiable(long length) {
    return Problems.answer(416, "range_not_satisfiable", "There is no byte in this range.")
        .header("Content-Range", "bytes */" + length)
        .build();
  }
}
