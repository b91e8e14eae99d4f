package dev.cofferdam.domain.runs.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.vault.SecretValue;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskingStreamTest {
  private static MaskingRules rules(String... values) {
    Map<String, SecretValue> secrets = new java.util.TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      secrets.put("S" + i, SecretValue.ofText(values[i]));
    }
    return MaskingRules.of(secrets);
  }

  private static String written(MaskingStream stream, String text) {
    Masked.Collector collector = new Masked.Collector();
    stream.write(ByteBuffer.wrap(text.getBytes(UTF_8)), collector);
    return collector.text();
  }

  @Test
  void masksTheUnionOfOverlappingMatches() {
    MaskingRules rules = rules("abcabcabc", "bcabcaX");

    Masked masked = Masked.whole(rules, "-abcabcabcabcaXY-".getBytes(UTF_8));

    assertThat(masked.text()).isEqualTo("-***Y-");
    assertThat(masked.hits())
        .containsExactly(
            new MaskHit("S0", MaskedForm.RAW, 1, 1), new MaskHit("S1", MaskedForm.RAW, 8, 1));
  }

  @Test
  void givesEachOfTwoNeighboursItsMarker() {
    Masked masked = Masked.whole(rules("hunter22"), "hunter22hunter22".getBytes(UTF_8));

    assertThat(masked.text()).isEqualTo("******");
    assertThat(masked.hits())
        .containsExactly(
            new MaskHit("S0", MaskedForm.RAW, 0, 0), new MaskHit("S0", MaskedForm.RAW, 8, 3));
  }

  @Test
  void countsEverySecretThatHasTheValue() {
    assertThat(Masked.whole(rules("hunter22", "hunter22"), "hunter22".getBytes(UTF_8)).counts())
        .containsExactly(
            new MaskCount("S0", MaskedForm.RAW, 1), new MaskCount("S1", MaskedForm.RAW, 1));
  }

  @Test
  void countsTheLongestOfMatchesWithinOneAnother() {
    MaskingRules rules = rules("password", "postgres://app:password@db");

    Masked masked = Masked.whole(rules, "postgres://app:password@db password".getBytes(UTF_8));

    assertThat(masked.text()).isEqualTo("*** ***");
    assertThat(masked.counts())
        .containsExactly(
            new MaskCount("S0", MaskedForm.RAW, 1), new MaskCount("S1", MaskedForm.RAW, 1));
  }

  @Test
  void holdsBackNoMoreThanABeginningOfAPattern() {
    MaskingStream stream = rules("hunter22", "{\"deep").newStream();

    assertThat(written(stream, "Password: ")).isEqualTo("Password: ");
    assertThat(written(stream, "the hunt")).isEqualTo("the ");
    assertThat(written(stream, "ed\n")).isEqualTo("hunted\n");
    assertThat(written(stream, "hunter2")).isEmpty();
    assertThat(written(stream, "2")).isEqualTo("***");
    assertThat(written(stream, " done.\n")).isEqualTo(" done.\n");
    assertThat(written(stream, "100% of it\n")).isEqualTo("100% of it\n");
    assertThat(written(stream, "100%")).isEqualTo("100");
    assertThat(written(stream, "7b%22d")).isEmpty();
    assertThat(written(stream, "b ")).isEqualTo("%7b%22db ");
  }

  @Test
  void masksAtOnceWhatIsCertainBehindWhatIsNot() {
    MaskingStream stream = rules("xxhunter22yyyy", "hunter22").newStream();

    assertThat(written(stream, "xxhunter22")).isEmpty();
    assertThat(written(stream, "y ")).isEqualTo("xx***y ");
  }

  @Test
  void holdsBackALineThatMayBeWrapped() {
    MaskingStream stream = rules("hunter22").newStream();
    String wrapped = "MDEyMzQ1Njc4OTAxMjM0NTY3ODlodW50\n";

    assertThat(written(stream, wrapped)).isEqualTo("MDEyMzQ1Njc4OTAxMjM0NTY3OD");
    assertThat(written(stream, "ZXIyMg==\n")).isEqualTo("***==\n");
  }

  @Test
  void takesALineBreakForTheEndOfAShortText() {
    assertThat(rules("hunter22").mask("aHVudG\nVyMjI=\n")).isEqualTo("aHVudG\nVyMjI=\n");
  }

  @Test
  void holdsBackAVeryLongBeginningAndGivesItBack() {
    byte[] bytes = new byte[SecretValue.MAX_BYTES];
    new Random(5).nextBytes(bytes);
    MaskingRules rules = MaskingRules.of(Map.of("LONG", SecretValue.of(bytes)));
    byte[] almost = bytes.clone();
    almost[almost.length - 1]++;
    byte[] text = new byte[2 * bytes.length];
    System.arraycopy(almost, 0, text, 0, bytes.length);
    System.arraycopy(bytes, 0, text, bytes.length, bytes.length);

    Masked masked = Masked.inPortions(rules, text, 1_000, 1, 70_000);

    assertThat(masked.hits())
        .contains(new MaskHit("LONG", MaskedForm.RAW, bytes.length, masked.text().length() - 3));
    assertThat(masked.text()).endsWith("***").hasSizeLessThan(bytes.length + 4);
  }

  @Test
  void holdsBackNoEndlessLineBreaks() {
    String beginning = Base64.getEncoder().encodeToString("aHVudGVy\n\n".getBytes(UTF_8));
    MaskingStream stream = rules("hunter22").newStream();
    written(stream, beginning.replace("=", ""));

    for (int i = 0; i < 100; i++) {
      assertThat(written(stream, "CgoKCgoK")).isNotEmpty();
      assertThat(written(stream, "\n\n")).isNotEmpty();
    }
  }

  @Test
  void tellsAHitWithTheByteThatCompletesIt() {
    MaskingStream stream = rules("hunter22").newStream();

    written(stream, "hunter2");
    assertThat(stream.counts()).isEmpty();
    written(stream, "2");
    assertThat(stream.counts()).containsExactly(new MaskCount("S0", MaskedForm.RAW, 1));
  }

  /** The second value wakes the scanner up, which reads the first one again. */
  @Test
  void reportsAMatchOnce() {
    Patterns patterns =
        new Patterns(Map.of("A", SecretValue.ofText("abcd"), "E", SecretValue.ofText("efgh")), 1);
    Scanner scanner = new EncodedForms(patterns.automaton(), patterns).base64();
    Window window = new Window(16);
    List<Long> ends = new ArrayList<>();

    for (byte b : "YWJjZGVmZ2g=".getBytes(UTF_8)) {
      int from = window.append(ByteBuffer.wrap(new byte[] {b}), 1);
      scanner.scan(window, from, (start, end, pattern, form) -> ends.add(end));
    }

    assertThat(ends).containsExactly(6L, 11L);
  }

  @Test
  void letsNothingBeWrittenAfterItsEnd() {
    MaskingStream stream = rules("hunter22").newStream();
    stream.finish(masked -> {});

    assertThatThrownBy(() -> written(stream, "x")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> stream.finish(masked -> {})).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isUnusableAfterItsSinkFailed() {
    MaskingStream stream = rules("hunter22").newStream();
    MaskSink full =
        masked -> {
          throw new UncheckedIOException(new java.io.IOException("no space left"));
        };

    assertThatThrownBy(() -> stream.write(ByteBuffer.wrap(new byte[] {' '}), full))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> written(stream, "x")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void takesEveryKindOfBufferAndReadsAllOfIt() {
    MaskingStream stream = rules("hunter22").newStream();
    ByteBuffer direct = ByteBuffer.allocateDirect(20).put("say hunter22 now!!!!".getBytes(UTF_8));
    direct.flip().position(4);
    Masked.Collector collector = new Masked.Collector();

    stream.write(direct.asReadOnlyBuffer(), collector);
    stream.write(ByteBuffer.allocate(0), collector);
    stream.finish(collector);

    assertThat(collector.text()).isEqualTo("*** now!!!!");
  }

  @Test
  void givesTheSinkBytesThatCannotBeChanged() {
    rules("hunter22")
        .newStream()
        .write(
            ByteBuffer.wrap("a hunter22 b ".getBytes(UTF_8)),
            masked -> assertThat(masked.isReadOnly()).isTrue());
  }
}
