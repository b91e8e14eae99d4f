package dev.cofferdam.domain.runs.masking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cofferdam.domain.vault.SecretValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Secrets and a text in which they are likely to be found, each character a byte. */
record MaskingCase(List<String> values, String text, boolean includeShort) {
  Map<String, SecretValue> secrets() {
    Map<String, SecretValue> secrets = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      secrets.put("S" + i, SecretValue.of(values.get(i).getBytes(ISO_8859_1)));
    }
    return secrets;
  }

  MaskingRules rules() {
    return includeShort ? MaskingRules.includingShort(secrets()) : MaskingRules.of(secrets());
  }

  byte[] bytes() {
    return text.getBytes(ISO_8859_1);
  }

  static Arbitrary<MaskingCase> all() {
    return Arbitraries.oneOf(
        twoLetters(), escaped(), base64(), hex(), base64Twice(), lines(), mixed());
  }

  static Arbitrary<String> words(int min, int max, String... parts) {
    return Arbitraries.of(parts).list().ofMinSize(min).ofMaxSize(max).map(l -> String.join("", l));
  }

  private static Arbitrary<MaskingCase> combine(Arbitrary<String> values, Arbitrary<String> text) {
    return Combinators.combine(
            values.list().ofMinSize(1).ofMaxSize(5), text, Arbitraries.of(true, false))
        .as(MaskingCase::new);
  }

  private static Arbitrary<MaskingCase> twoLetters() {
    return combine(words(1, 14, "a", "b"), words(0, 200, "a", "b"));
  }

  private static Arbitrary<MaskingCase> escaped() {
    Arbitrary<String> values =
        words(
            1,
            9,
            "a",
            "u",
            "'",
            "\\",
            "\"",
            " ",
            "%",
            "+",
            "\n",
            "\u001b",
            "\u00c3\u00a9",
            "\u00ff",
            "\u00f0\u009f\u0098\u0080",
            "1");
    Arbitrary<String> noise =
        words(
            0,
            40,
            "a",
            "u",
            "'",
            "\\",
            "\"",
            " ",
            "%",
            "+",
            "\n",
            "\\u0061",
            "\\u00e9",
            "\\u00E9",
            "\\ud83d\\ude00",
            "\\ud83d",
            "\\ude00",
            "\\udcff",
            "%61",
            "%27",
            "%5c",
            "%5C",
            "%C3%a9",
            "%20",
            "%2B",
            "%",
            "%6",
            "'\\''",
            "'\"'\"'",
            "\\'",
            "\\\"",
            "\\\\",
            "\\n",
            "\\E",
            "\\e",
            "\\033",
            "\\141",
            "\\x61",
            "\\3",
            "\\u00",
            "\\ ",
            "\u00c3\u00a9",
            "\u00ff",
            "\u001b",
            "\u00f0\u009f\u0098\u0080",
            "1",
            "\\377",
            "\\/",
            "7");
    return Combinators.combine(
            values.list().ofMinSize(1).ofMaxSize(3),
            noise,
            noise,
            Arbitraries.randoms(),
            Arbitraries.of(true, false))
        .as(
            (list, before, after, random, includeShort) -> {
              StringBuilder text = new StringBuilder(before);
              for (String value : list) {
                text.append(Encoders.escape(value, random));
              }
              return new MaskingCase(list, text.append(after).toString(), includeShort);
            });
  }

  private static Arbitrary<MaskingCase> base64() {
    return combine(
        words(4, 12, "a", "b", "\0", "\u00ff", "Y"),
        words(
            0,
            60,
            "YWFh",
            "YWFi",
            "Y",
            "W",
            "F",
            "h",
            "YmFh",
            "AAAA",
            "____",
            "////",
            "\n",
            "\r\n",
            "=",
            " ",
            "aaaa",
            "WVlZ",
            "YWFhYWFhYWFhYWFh\n",
            "YWFhYWFhYWFhYWFhYWFh\r\n",
            "\r"));
  }

  private static Arbitrary<MaskingCase> hex() {
    return combine(
        words(4, 10, "a", "b", "f", "\u00aa"),
        words(
            0,
            60,
            "6161",
            "6",
            "1",
            "62",
            "aA",
            "Aa",
            "66",
            "\n",
            "\r\n",
            " ",
            "x",
            "6161616161616161\n",
            "616161616161616161\r\n",
            "aaaaaaaaaaaaaaaaaaaaaaaa\r"));
  }

  private static Arbitrary<MaskingCase> base64Twice() {
    Arbitrary<String> values = words(4, 12, "a", "b", "Y", "\u00ff");
    Arbitrary<String> inner = words(0, 12, "a", "b", "Y", "\u00ff", "aaaa", "bbbb");
    Arbitrary<Integer> wraps = Arbitraries.of(4, 5, 6, 7, 8, 9, 16, 19, 76);
    Arbitrary<String> endings = Arbitraries.of("\n", "\r\n", "\r", "\n\n", "\r\r\n", "\n\r");
    return Combinators.combine(
            values, inner, inner, wraps, endings, Arbitraries.integers().between(16, 40), inner)
        .as(
            (value, before, after, width, ending, outerWidth, noise) -> {
              String once = wrap(encode(before + value + after), width, ending);
              String text = noise + wrap(encode(before + once + after), outerWidth, ending) + noise;
              return new MaskingCase(List.of(value), text, true);
            });
  }

  private static Arbitrary<MaskingCase> lines() {
    return combine(
        words(1, 30, "ab", "cd", "\n", " ", "\r\n", "\t", "abcdefgh"),
        words(0, 60, "ab", "cd", "\n", " ", "\r\n", "\t", "abcdefgh"));
  }

  private static Arbitrary<MaskingCase> mixed() {
    Arbitrary<String> values =
        Arbitraries.strings().withCharRange('\0', '\u00ff').ofMinLength(1).ofMaxLength(20);
    return values
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .flatMap(
            list -> {
              List<String> parts = new ArrayList<>(List.of(" ", "x", "=", "\n", "'", "\\", "%"));
              for (String value : list) {
                parts.add(value);
                parts.add(encode(value));
                parts.add(encode("x" + value));
                parts.add(HexFormat.of().formatHex(value.getBytes(ISO_8859_1)));
                parts.add(value.substring(0, value.length() / 2));
              }
              return words(0, 20, parts.toArray(String[]::new))
                  .map(text -> new MaskingCase(list, text, text.length() % 2 == 0));
            });
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
  }

  private static String wrap(String text, int width, String ending) {
    return text.replaceAll("(.{" + width + "})", "$1" + ending);
  }
}
