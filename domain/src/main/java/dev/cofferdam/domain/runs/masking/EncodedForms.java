package dev.cofferdam.domain.runs.masking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the scanners of hex and base64 need to know of the patterns; they share it. */
final class EncodedForms {
  private final Automaton automaton;
  private final int shortestPattern;
  private final int[] once;
  private final int[] twice;
  private final GramFilter hexGrams;
  private final GramFilter base64Grams;

  /** Which bits can be the first ones of a pattern: by their number, then by their value. */
  private final boolean[][] beginnings = new boolean[Byte.SIZE][1 << (Byte.SIZE - 1)];

  /** The same for a pattern or a base64 digit. */
  private final boolean[][] digitBeginnings = new boolean[Byte.SIZE][1 << (Byte.SIZE - 1)];

  EncodedForms(Automaton automaton, Patterns patterns) {
    this.automaton = automaton;
    this.shortestPattern = patterns.shortestLength();
    List<byte[]> all = patterns.all();
    boolean[] encodable = new boolean[all.size()];
    boolean[] whole = new boolean[all.size()];
    for (int i = 0; i < all.size(); i++) {
      encodable[i] = all.get(i).length >= Grams.MIN_ENCODED_BYTES;
      whole[i] = encodable[i] && !patterns.isLine(i);
    }
    this.once = automaton.longestWanted(encodable);
    this.twice = automaton.longestWanted(whole);
    this.hexGrams = Grams.hex(all);
    this.base64Grams = Grams.base64(all, patterns.whole());
    for (int b = 0; b < 256; b++) {
      boolean begins = automaton.child(Automaton.ROOT, b) != Automaton.NONE;
      mark(beginnings, b, begins);
      mark(digitBeginnings, b, begins || Digits.BASE64.value(b) != Digits.NO_DIGIT);
    }
  }

  private static void mark(boolean[][] table, int b, boolean begins) {
    for (int bits = 1; bits < Byte.SIZE; bits++) {
      table[bits][b >>> (Byte.SIZE - bits)] |= begins;
    }
  }

  Scanner hex() {
    return new EncodedScanner(
        Digits.HEX,
        Grams.HEX_DIGITS,
        Grams.HEX_DIGITS,
        shortestPattern,
        hexGrams,
        new BitReader[] {
          reader(Digits.HEX, 0, MaskedForm.HEX, null), reader(Digits.HEX, 4, MaskedForm.HEX, null)
        });
  }

  /** For base64 and base64 twice. */
  Scanner base64() {
    BitReader[] phases = new BitReader[4];
    for (int i = 0; i < phases.length; i++) {
      BitReader[] inner = new BitReader[4];
      for (int j = 0; j < inner.length; j++) {
        inner[j] = reader(Digits.BASE64, 2 * j, MaskedForm.BASE64_TWICE, null);
      }
      phases[i] = reader(Digits.BASE64, 2 * i, MaskedForm.BASE64, new BitReader.Nested(inner));
    }
    return new EncodedScanner(
        Digits.BASE64,
        Grams.BASE64_DIGITS,
        Grams.BASE64_REACH,
        shortestPattern,
        base64Grams,
        phases);
  }

  private BitReader reader(
      Digits digits, int skip, MaskedForm form, BitReader.@Nullable Nested nested) {
    return new BitReader(
        digits.width(),
        skip,
        form,
        new DecodedMatcher(automaton, form == MaskedForm.BASE64_TWICE ? twice : once),
        nested == null ? beginnings : digitBeginnings,
        nested);
  }
}
