package dev.cofferdam.domain.runs.masking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.vault.SecretValue;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class MaskingPropertiesTest {
  @Property(tries = 2_000)
  void masksWhatTheReferenceMasks(@ForAll("cases") MaskingCase each) {
    ReferenceMasking reference =
        new ReferenceMasking(each.secrets(), each.includeShort() ? 1 : 6, each.bytes());

    Masked masked = Masked.whole(each.rules(), each.bytes());

    assertThat(masked.text()).isEqualTo(new String(reference.output(), ISO_8859_1));
    assertThat(masked.hits()).isEqualTo(reference.hits());
  }

  @Property(tries = 1_000)
  void everyCutGivesTheSame(
      @ForAll("cases") MaskingCase each, @ForAll("sizes") List<Integer> sizes) {
    MaskingRules rules = each.rules();
    Masked whole = Masked.whole(rules, each.bytes());

    assertThat(Masked.inPortions(rules, each.bytes(), 1)).isEqualTo(whole);
    assertThat(
            Masked.inPortions(
                rules, each.bytes(), sizes.stream().mapToInt(Integer::intValue).toArray()))
        .isEqualTo(whole);
  }

  @Property(tries = 200)
  void everySingleCutGivesTheSame(@ForAll("cases") MaskingCase each) {
    MaskingRules rules = each.rules();
    Masked whole = Masked.whole(rules, each.bytes());
    for (int cut = 1; cut < each.bytes().length; cut++) {
      assertThat(Masked.inPortions(rules, each.bytes(), cut, each.bytes().length)).isEqualTo(whole);
    }
  }

  @Property(tries = 1_000)
  void everyScannerReportsAMatchWhereItEnds(@ForAll("cases") MaskingCase each) {
    Patterns patterns = new Patterns(each.secrets(), each.includeShort() ? 1 : 6);
    Automaton automaton = patterns.automaton();
    EncodedForms encoded = new EncodedForms(automaton, patterns);
    for (Scanner scanner :
        List.of(new LiteralForms(automaton, patterns).scanner(), encoded.hex(), encoded.base64())) {
      Window window = new Window(16);
      for (byte b : each.bytes()) {
        int from = window.append(ByteBuffer.wrap(new byte[] {b}), 1);
        scanner.scan(
            window,
            from,
            (start, end, pattern, form) -> assertThat(end).isEqualTo(window.endOffset()));
        window.discardBefore(scanner.settled(window));
      }
    }
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers()
        .between(0, 40)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .filter(list -> list.stream().anyMatch(size -> size > 0));
  }

  @Provide
  Arbitrary<MaskingCase> cases() {
    return MaskingCase.all();
  }

  /** Brackets mean nothing to any encoding, so only what may become a value can be held back. */
  @Property(tries = 1_000)
  void everythingComesOutAsSoonAsItCan(
      @ForAll("brackets") List<String> values, @ForAll("bracketText") String text) {
    MaskingRules rules = new MaskingCase(values, "", true).rules();
    MaskingStream stream = rules.newStream();
    Masked.Collector collector = new Masked.Collector();
    for (int end = 1; end <= text.length(); end++) {
      stream.write(ByteBuffer.wrap(new byte[] {(byte) text.charAt(end - 1)}), collector);

      String sofar = text.substring(0, end);
      int held = end;
      while (held > 0 && !isBeginning(sofar.substring(sofar.length() - held), values)) {
        held--;
      }
      assertThat(collector.text()).isEqualTo(certain(sofar, sofar.length() - held, values));
    }
  }

  private static boolean isBeginning(String text, List<String> values) {
    return values.stream().anyMatch(v -> v.startsWith(text) && v.length() > text.length());
  }

  /** The masked text up to where something may still begin to match. */
  private static String certain(String text, int settled, List<String> values) {
    BitSet covered = new BitSet();
    BitSet joined = new BitSet();
    for (String value : values) {
      for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
        covered.set(at, at + value.length());
        joined.set(at + 1, at + value.length());
      }
    }
    StringBuilder certain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean begins = covered.get(i) && !joined.get(i);
      if (begins && i <= settled) {
        certain.append(MaskingRules.MARKER);
      } else if (i < settled && !covered.get(i)) {
        certain.append(text.charAt(i));
      }
    }
    return certain.toString();
  }

  @Provide
  Arbitrary<List<String>> brackets() {
    return MaskingCase.words(1, 9, "(", ")").list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> bracketText() {
    return MaskingCase.words(0, 60, "(", ")");
  }

  @Property(tries = 500)
  void whatHoldsNoSecretPassesUnchanged(@ForAll byte[] bytes) {
    MaskingRules rules =
        MaskingRules.of(Map.of("TOKEN", SecretValue.ofText("a value that chance won't make")));

    Masked masked = Masked.whole(rules, bytes);

    assertThat(masked.text()).isEqualTo(new String(bytes, ISO_8859_1));
    assertThat(masked.hits()).isEmpty();
    assertThat(masked.counts()).isEmpty();
  }

  @Property(tries = 500)
  void noFormSurvives(
      @ForAll("texts") String value,
      @ForAll("texts") String before,
      @ForAll("texts") String after) {
    MaskingRules rules = MaskingRules.of(Map.of("S", SecretValue.ofText(value)));
    for (String encoded : Encoders.all(value, before, after)) {
      String text = "x " + encoded + "\ny";
      String masked = Masked.whole(rules, text.getBytes(UTF_8)).text();
      assertThat(masked).as("%s", encoded).contains(MaskingRules.MARKER);
      assertThat(masked).doesNotContain(value).startsWith("x ").endsWith("\ny");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> ascii = Arbitraries.chars().range(' ', '~').map(String::valueOf);
    Arbitrary<String> others =
        Arbitraries.of("\n", "\t", "\u001b", "\u00e9", "\u20ac", "\ud83d\ude00", "'", "\"", "\\");
    return Arbitraries.frequencyOf(Tuple.of(4, ascii), Tuple.of(1, others))
        .list()
        .ofMinSize(10)
        .ofMaxSize(40)
        .map(parts -> "k" + String.join("", parts) + "z");
  }
}
