package dev.cofferdam.domain.runs.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The few characters that every encoding of a pattern shows near its beginning, as numbers for a
 * {@link GramFilter}. Of base64 only whole digits serve, because the first and the last digit carry
 * bits of what stands around.
 */
final class Grams {
  /** Patterns shorter than this are not searched for in encoded text: too many would be chance. */
  static final int MIN_ENCODED_BYTES = 4;

  static final int BASE64_DIGITS = 4;
  static final int BASE64_MASK = 0xffffff;

  /**
   * A gram of a pattern ends within so many digits from the pattern's first one. Base64 twice needs
   * them: 8 bits for the inner digit that is not whole, 16 for a CRLF, 28 up to the gram's end, and
   * 4 before, in digits of 6.
   */
  static final int BASE64_REACH = 10;

  static final int HEX_DIGITS = 8;

  private static final List<Integer> SKIPS = List.of(0, 2, 4);
  private static final long GRAMS_ONCE = 3;
  private static final long GRAMS_TWICE = 3 * 2 * 7 * 3;

  private Grams() {}

  /**
   * Grams of the bytes as they are, the first of them in the lowest bits.
   *
   * @param places at how many places from the pattern's start on
   */
  static GramFilter raw(List<byte[]> patterns, int bytes, int places) {
    return GramFilter.of(
        patterns.stream()
            .flatMapToInt(
                pattern ->
                    IntStream.range(0, places)
                        .map(
                            place ->
                                Integer.reverseBytes(head(pattern, place))
                                    & -1 >>> (Integer.SIZE - Byte.SIZE * bytes))),
        (long) patterns.size() * places);
  }

  static GramFilter hex(List<byte[]> patterns) {
    int[] heads = heads(patterns);
    return GramFilter.of(IntStream.of(heads), heads.length);
  }

  /** Grams for base64 of the first patterns, and for base64 twice of the second. */
  static GramFilter base64(List<byte[]> once, List<byte[]> twice) {
    int[] outer = heads(once);
    int[] inner = heads(twice);
    return GramFilter.of(
        IntStream.concat(
            IntStream.of(outer).flatMap(Grams::sextets),
            IntStream.of(inner).flatMap(Grams::innerTexts).flatMap(Grams::sextets)),
        outer.length * GRAMS_ONCE + inner.length * GRAMS_TWICE);
  }

  private static int[] heads(List<byte[]> patterns) {
    return patterns.stream()
        .filter(pattern -> pattern.length >= MIN_ENCODED_BYTES)
        .mapToInt(pattern -> head(pattern, 0))
        .distinct()
        .toArray();
  }

  /** Four bytes; 0 for those that are missing. */
  private static int head(byte[] pattern, int from) {
    int head = 0;
    for (int i = from; i < from + 4; i++) {
      head = head << 8 | (i < pattern.length ? pattern[i] & 0xff : 0);
    }
    return head;
  }

  /** Four whole digits, for each of the three ways in which bytes lie in digits. */
  private static IntStream sextets(int head) {
    return IntStream.of(0, 2, 4).map(skip -> (head >>> (8 - skip)) & BASE64_MASK);
  }

  /** The first four characters of the base64 text, unbroken and with a line break in each place. */
  private static IntStream innerTexts(int head) {
    List<String> texts = new ArrayList<>();
    for (int skip : SKIPS) {
      for (boolean urlSafe : new boolean[] {false, true}) {
        StringBuilder whole = new StringBuilder();
        for (int digit = 0; digit < BASE64_DIGITS; digit++) {
          whole.append(Digits.base64((head >>> (26 - skip - 6 * digit)) & 63, urlSafe));
        }
        texts.add(whole.toString());
        for (int at = 1; at < BASE64_DIGITS; at++) {
          texts.add(new StringBuilder(whole).insert(at, "\n").toString());
          texts.add(new StringBuilder(whole).insert(at, "\r\n").toString());
        }
      }
    }
    return texts.stream()
        .distinct()
        .mapToInt(
            text ->
                text.charAt(0) << 24 | text.charAt(1) << 16 | text.charAt(2) << 8 | text.charAt(3));
  }
}
