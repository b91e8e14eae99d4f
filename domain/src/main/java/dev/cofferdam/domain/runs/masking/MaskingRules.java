package dev.cofferdam.domain.runs.masking;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What to mask in everything that comes out of a run: a set of secrets in every {@link MaskedForm}.
 * It is made once, never changes, and serves any number of streams and threads.
 *
 * <p><b>What is promised.</b> No byte of an occurrence of a secret in one of the forms comes out;
 * each run of overlapping occurrences is replaced by one {@link #MARKER}; every other byte comes
 * out as it went in. The output and the hits depend on the bytes alone, not on how they were cut
 * when they were written. A byte comes out as soon as nothing that may still follow can make it
 * part of an occurrence; the digit or escape sequence that is under way counts as one that can.
 *
 * <p><b>What is searched for.</b> Each value as it is and without the white space around it, from
 * {@link #MIN_BYTES} bytes on; and the lines of a value of several lines, without the white space
 * around them, from {@link #MIN_LINE_BYTES} bytes on. Shorter ones would turn ordinary words, such
 * as {@code true}, into markers. {@link #unmaskable()} names the secrets that are not searched for.
 *
 * <p><b>What counts as a hit.</b> An occurrence that lies within no longer one, of any secret; of
 * one secret in one form that overlaps itself, only the first, and the next one after its end. At
 * the same bytes, each secret counts once, in the plainest of its forms.
 *
 * <p><b>What it costs.</b> Memory: 9 bytes for each byte of all values and all lines, whatever the
 * forms, and filters of at most 1.5 MiB; for a stream 32 KiB and what it has to hold back, twice at
 * most. Time does not depend on the number of secrets; the longest that a byte can be held back is
 * the length of the longest value in its longest form.
 */
public final class MaskingRules {
  /** Stands for a secret. */
  public static final String MARKER = "***";

  /** Values shorter than this are masked only on request. */
  public static final int MIN_BYTES = 6;

  /** Shorter lines of a value are not searched for on their own. */
  public static final int MIN_LINE_BYTES = 8;

  /**
   * In base64 and hex a line break belongs to the text when at least so many digits stand before it
   * in its line.
   */
  public static final int MIN_WRAP = 16;

  /** The most that all values and lines may have together: 32 MiB. */
  public static final int MAX_PATTERN_BYTES = 32 << 20;

  private final SortedSet<String> unmaskable;
  private final List<List<Patterns.Owner>> owners;
  private final LiteralForms literalForms;
  private final EncodedForms encodedForms;

  private MaskingRules(Patterns patterns) {
    Automaton automaton = patterns.automaton();
    unmaskable = Collections.unmodifiableSortedSet(patterns.unmaskable());
    owners = patterns.owners();
    literalForms = new LiteralForms(automaton, patterns);
    encodedForms = new EncodedForms(automaton, patterns);
  }

  /**
   * Rules for values from {@link #MIN_BYTES} bytes on.
   *
   * @param secrets by name
   * @throws Refusal {@code too_large} over {@link #MAX_PATTERN_BYTES}
   */
  public static MaskingRules of(Map<String, SecretValue> secrets) {
    return new MaskingRules(new Patterns(secrets, MIN_BYTES));
  }

  /**
   * Rules for values of any length, for who would rather lose the log than a secret. In base64 and
   * hex values are searched for from 4 bytes on even so, because shorter ones are found in any
   * text. Those that are empty or white space stay {@link #unmaskable()}.
   *
   * @param secrets by name
   * @throws Refusal {@code too_large} over {@link #MAX_PATTERN_BYTES}
   */
  public static MaskingRules includingShort(Map<String, SecretValue> secrets) {
    return new MaskingRules(new Patterns(secrets, 1));
  }

  /** The names of the secrets that are not masked, because they are too short or white space. */
  public SortedSet<String> unmaskable() {
    return unmaskable;
  }

  /** A new stream, at its start. */
  public MaskingStream newStream() {
    List<Scanner> scanners =
        owners.isEmpty()
            ? List.of()
            : List.of(literalForms.scanner(), encodedForms.hex(), encodedForms.base64());
    return new MaskingStream(scanners, new Receipt(owners));
  }

  /** Masks a text that is there as a whole, such as an error's. */
  public String mask(String text) {
    ByteArrayOutputStream masked = new ByteArrayOutputStream();
    MaskSink sink =
        bytes -> {
          byte[] copy = new byte[bytes.remaining()];
          bytes.get(copy);
          masked.writeBytes(copy);
        };
    MaskingStream stream = newStream();
    stream.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), sink);
    stream.finish(sink);
    return masked.toString(StandardCharsets.UTF_8);
  }
}
