package dev.cofferdam.domain.runs.masking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.domain.vault.SecretValue;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@link MaskingRules} promises, said in the plainest way: decodes the whole text in every
 * way, looks for every pattern at every place, and masks what it found. Slow, and shares no code
 * with the real one.
 */
final class ReferenceMasking {
  /** A decoded byte and the raw bytes that it came from; -1 where the text can't be read. */
  private record Unit(int b, int start, int end, MaskedForm form) {}

  private record Needle(String bytes, String secret, boolean line) {}

  private record Found(int start, int end, String secret, MaskedForm form) {}

  private static final Pattern HEX_PAIR = Pattern.compile("%([0-9A-Fa-f]{2})");
  private static final Pattern BACKSLASH =
      Pattern.compile(
          "(?s)\\\\(?:u(?<high>[dD][89abAB]..)\\\\u(?<low>[dD][c-fC-F]..)|u(?<unit>[0-9a-fA-F]{4})"
              + "|x(?<hex>[0-9a-fA-F]{2})|(?<octal>[0-3][0-7]{2})|(?<single>[^ux0-3]))");
  private static final Pattern QUOTE = Pattern.compile("'\\\\''|'\"'\"'");

  private static final Pattern INNER = Pattern.compile("(?:[A-Za-z0-9+/_-]+(?:\\r?\\n)?)+");

  private final List<Needle> needles = new ArrayList<>();
  private final String text;
  private final Set<Found> found = new LinkedHashSet<>();

  ReferenceMasking(Map<String, SecretValue> secrets, int shortest, byte[] raw) {
    this.text = new String(raw, ISO_8859_1);
    new TreeMap<>(secrets)
        .forEach(
            (name, value) -> addNeedles(name, new String(value.reveal(), ISO_8859_1), shortest));
    find(literal(), u -> MaskedForm.RAW);
    findEscaped(percent(false));
    findEscaped(percent(true));
    findEscaped(backslash());
    findEscaped(quotes());
    findDigits();
  }

  private void addNeedles(String name, String value, int shortest) {
    String trimmed = value.replaceAll("\\A[ \\t\\n\\x0b\\f\\r]+|[ \\t\\n\\x0b\\f\\r]+\\z", "");
    if (trimmed.length() < shortest) {
      return;
    }
    needles.add(new Needle(value, name, false));
    needles.add(new Needle(trimmed, name, false));
    for (String line : trimmed.split("[\\r\\n]", -1)) {
      String bare = line.replaceAll("\\A[ \\t\\x0b\\f]+|[ \\t\\x0b\\f]+\\z", "");
      if (bare.length() >= 8 && bare.length() < trimmed.length()) {
        needles.add(new Needle(bare, name, true));
      }
    }
  }

  private List<Unit> literal() {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      units.add(new Unit(text.charAt(i), i, i + 1, MaskedForm.RAW));
    }
    return units;
  }

  private List<Unit> percent(boolean form) {
    List<Unit> units = new ArrayList<>();
    Matcher pair = HEX_PAIR.matcher(text);
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (form && c == '+') {
        units.add(new Unit(' ', i, i + 1, MaskedForm.URL));
        i++;
      } else if (c != '%') {
        units.add(new Unit(c, i, i + 1, MaskedForm.RAW));
        i++;
      } else if (pair.region(i, text.length()).lookingAt()) {
        units.add(new Unit(Integer.parseInt(pair.group(1), 16), i, i + 3, MaskedForm.URL));
        i += 3;
      } else {
        units.add(new Unit(-1, i, i + 1, MaskedForm.URL));
        i++;
      }
    }
    return units;
  }

  private List<Unit> quotes() {
    List<Unit> units = new ArrayList<>();
    Matcher quote = QUOTE.matcher(text);
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (c != '\'') {
        units.add(new Unit(c, i, i + 1, MaskedForm.RAW));
        i++;
      } else if (quote.region(i, text.length()).lookingAt()) {
        units.add(new Unit('\'', i, quote.end(), MaskedForm.SHELL));
        i = quote.end();
      } else {
        units.add(new Unit(-1, i, i + 1, MaskedForm.SHELL));
        i++;
      }
    }
    return units;
  }

  private List<Unit> backslash() {
    List<Unit> units = new ArrayList<>();
    Matcher matcher = BACKSLASH.matcher(text);
    for (int i = 0; i < text.length(); ) {
      if (text.charAt(i) != '\\') {
        units.add(new Unit(text.charAt(i), i, i + 1, MaskedForm.RAW));
        i++;
        continue;
      }
      String decoded = matcher.region(i, text.length()).lookingAt() ? decode(matcher) : "";
      if (decoded.isEmpty()) {
        units.add(new Unit(-1, i, i + 1, MaskedForm.JSON));
        i++;
        continue;
      }
      boolean json = "\"\\/bfnrtu".indexOf(text.charAt(i + 1)) >= 0;
      for (int k = 0; k < decoded.length(); k++) {
        units.add(
            new Unit(
                decoded.charAt(k), i, matcher.end(), json ? MaskedForm.JSON : MaskedForm.SHELL));
      }
      i = matcher.end();
    }
    return units;
  }

  /** The bytes, each as a character; empty when there are none. */
  private static String decode(Matcher matcher) {
    String high = matcher.group("high");
    if (high != null) {
      String digits = high + matcher.group("low");
      if (!digits.matches("[0-9a-fA-F]{8}")) {
        return "";
      }
      char[] pair = {
        (char) Integer.parseInt(high, 16), (char) Integer.parseInt(matcher.group("low"), 16)
      };
      return new String(new String(pair).getBytes(UTF_8), ISO_8859_1);
    }
    if (matcher.group("unit") != null) {
      char unit = (char) Integer.parseInt(matcher.group("unit"), 16);
      if (Character.isSurrogate(unit)) {
        return unit >= 0xdc80 && unit <= 0xdcff ? String.valueOf((char) (unit & 0xff)) : "";
      }
      return new String(String.valueOf(unit).getBytes(UTF_8), ISO_8859_1);
    }
    if (matcher.group("hex") != null) {
      return String.valueOf((char) Integer.parseInt(matcher.group("hex"), 16));
    }
    if (matcher.group("octal") != null) {
      return String.valueOf((char) Integer.parseInt(matcher.group("octal"), 8));
    }
    String single = matcher.group("single");
    int known = "nrtbfavEe".indexOf(single);
    return known < 0 ? single : "\n\r\t\b\f\u0007\u000b\u001b\u001b".substring(known, known + 1);
  }

  private void findEscaped(List<Unit> units) {
    find(
        units,
        among -> {
          boolean escaped = among.stream().anyMatch(u -> u.form() != MaskedForm.RAW);
          boolean shell = among.stream().anyMatch(u -> u.form() == MaskedForm.SHELL);
          MaskedForm plain =
              among.stream().map(Unit::form).max(Comparator.naturalOrder()).orElseThrow();
          return escaped ? (shell ? MaskedForm.SHELL : plain) : null;
        });
  }

  private void findDigits() {
    for (List<Unit> segment : segments(c -> Character.digit(c < 128 ? c : 0, 16))) {
      for (int skip : new int[] {0, 4}) {
        find(bytes(segment, 4, skip), u -> MaskedForm.HEX, 4, true);
      }
    }
    for (List<Unit> segment : segments(ReferenceMasking::base64)) {
      for (int skip = 0; skip < 8; skip += 2) {
        List<Unit> bytes = bytes(segment, 6, skip);
        find(bytes, u -> MaskedForm.BASE64, 4, true);
        findInner(bytes);
      }
    }
  }

  private void findInner(List<Unit> bytes) {
    StringBuilder inner = new StringBuilder();
    bytes.forEach(unit -> inner.append((char) unit.b()));
    Matcher matcher = INNER.matcher(inner);
    while (matcher.find()) {
      List<Unit> segment = new ArrayList<>();
      for (Unit unit : bytes.subList(matcher.start(), matcher.end())) {
        if (base64(unit.b()) >= 0) {
          segment.add(new Unit(base64(unit.b()), unit.start(), unit.end(), unit.form()));
        }
      }
      for (int skip = 0; skip < 8; skip += 2) {
        find(bytes(segment, 6, skip), u -> MaskedForm.BASE64_TWICE, 4, false);
      }
    }
  }

  private static int base64(int c) {
    int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".indexOf(c);
    return value >= 0 ? value : c == '-' ? 62 : c == '_' ? 63 : -1;
  }

  /** The texts of digits, with what wraps them taken out. */
  private List<List<Unit>> segments(IntUnaryOperator digit) {
    List<List<Unit>> segments = new ArrayList<>();
    List<Unit> current = new ArrayList<>();
    int run = 0;
    boolean wrappedReturn = false;
    for (int i = 0; i < text.length(); i++) {
      int value = digit.applyAsInt(text.charAt(i));
      boolean lineEnd = text.charAt(i) == '\n' || text.charAt(i) == '\r';
      if (value >= 0) {
        current.add(new Unit(value, i, i + 1, MaskedForm.RAW));
        run++;
        wrappedReturn = false;
      } else if (lineEnd && (run >= 16 || (wrappedReturn && text.charAt(i) == '\n'))) {
        wrappedReturn = run >= 16 && text.charAt(i) == '\r';
        run = 0;
      } else {
        segments.add(current);
        current = new ArrayList<>();
        run = 0;
        wrappedReturn = false;
      }
    }
    segments.add(current);
    return segments;
  }

  private static List<Unit> bytes(List<Unit> digits, int width, int skip) {
    List<Unit> bytes = new ArrayList<>();
    for (int bit = skip; bit + 8 <= digits.size() * width; bit += 8) {
      int value = 0;
      for (int i = bit; i < bit + 8; i++) {
        int digit = digits.get(i / width).b();
        value = value << 1 | (digit >> (width - 1 - i % width) & 1);
      }
      int start = digits.get(bit / width).start();
      int end = digits.get((bit + 7) / width).end();
      bytes.add(new Unit(value, start, end, MaskedForm.RAW));
    }
    return bytes;
  }

  private void find(List<Unit> units, FormOf form) {
    find(units, form, 1, true);
  }

  private void find(List<Unit> units, FormOf form, int shortest, boolean lines) {
    for (Needle needle : needles) {
      int length = needle.bytes().length();
      for (int i = 0;
          length >= shortest && (lines || !needle.line()) && i + length <= units.size();
          i++) {
        List<Unit> among = units.subList(i, i + length);
        MaskedForm found = isAt(among, needle.bytes()) ? form.of(among) : null;
        if (found != null) {
          this.found.add(
              new Found(
                  among.get(0).start(),
                  among.get(length - 1).end(),
                  needle.secret(),
                  found == MaskedForm.RAW && needle.line() ? MaskedForm.LINE : found));
        }
      }
    }
  }

  private static boolean isAt(List<Unit> units, String bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (units.get(i).b() != bytes.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The text with every match masked. */
  byte[] output() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    masks(out);
    return out.toByteArray();
  }

  /** Where each mask begins, by the raw offset of each byte under it. */
  private Map<Integer, Long> masks(ByteArrayOutputStream out) {
    Map<Integer, Long> markerAt = new HashMap<>();
    int[] covered = new int[text.length()];
    boolean[] joined = new boolean[text.length() + 1];
    for (Found each : found) {
      Arrays.fill(covered, each.start(), each.end(), 1);
      Arrays.fill(joined, each.start() + 1, each.end(), true);
    }
    long marker = 0;
    for (int i = 0; i < text.length(); i++) {
      if (covered[i] == 0) {
        out.write(text.charAt(i));
      } else {
        if (!joined[i]) {
          marker = out.size();
          out.writeBytes("***".getBytes(UTF_8));
        }
        markerAt.put(i, marker);
      }
    }
    return markerAt;
  }

  /**
   * The hits in order: those that lie in no longer one, and don't overlap the last of their kind.
   */
  List<MaskHit> hits() {
    Map<Integer, Long> markerAt = masks(new ByteArrayOutputStream());
    Map<String, Integer> ends = new HashMap<>();
    List<MaskHit> hits = new ArrayList<>();
    found.stream()
        .filter(each -> found.stream().noneMatch(other -> isWithin(each, other)))
        .filter(each -> found.stream().noneMatch(other -> isPlainer(other, each)))
        .sorted(Comparator.comparingInt(Found::start).thenComparing(Found::secret))
        .forEach(
            each -> {
              String kind = each.secret() + each.form();
              if (each.start() >= ends.getOrDefault(kind, 0)) {
                ends.put(kind, each.end());
                long marker = markerAt.get(each.start());
                hits.add(new MaskHit(each.secret(), each.form(), each.start(), marker));
              }
            });
    return hits;
  }

  private static boolean isWithin(Found each, Found other) {
    return other.start() <= each.start()
        && each.end() <= other.end()
        && other.end() - other.start() > each.end() - each.start();
  }

  private static boolean isPlainer(Found other, Found each) {
    return other.start() == each.start()
        && other.end() == each.end()
        && other.secret().equals(each.secret())
        && other.form().compareTo(each.form()) < 0;
  }

  /** What the units of a match say of its form; null when it is none. */
  @FunctionalInterface
  private interface FormOf {
    @org.jspecify.annotations.Nullable
    MaskedForm of(List<Unit> among);
  }
}
