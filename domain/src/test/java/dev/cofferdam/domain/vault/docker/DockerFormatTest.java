package dev.cofferdam.domain.vault.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.format.SecretFile;
import dev.cofferdam.domain.vault.format.SecretFile.Problem;
import dev.cofferdam.domain.vault.format.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DockerFormatTest {
  @Property
  void readsWhatItWrote(@ForAll("texts") Map<SecretName, SecretValue> secrets) {
    Map<SecretName, SecretValue> carried = Values.carried(secrets, DockerWriter::write);
    SecretFile file = read(DockerWriter.write(carried));
    assertThat(file.problems()).isEmpty();
    assertThat(Values.of(file)).isEqualTo(carried);
  }

  @Property
  void carriesAllLinesOfText(@ForAll("texts") Map<SecretName, SecretValue> secrets) {
    assertThat(Values.carried(secrets, DockerWriter::write).values())
        .containsExactlyElementsOf(
            secrets.values().stream()
                .filter(value -> !value.revealText().orElseThrow().matches("(?s).*([\0\n].*|\r)"))
                .toList());
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("a\nb", "line break"),
        arguments("a\r", "carriage return"),
        arguments("a\0", "NUL"),
        arguments("\u00e9".repeat(32_766) + "xx", "65535 bytes"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesByName(String value, String why) {
    Map<SecretName, SecretValue> secrets = Map.of(new SecretName("A"), SecretValue.ofText(value));
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> DockerWriter.write(secrets));
    assertThat(refusal.code()).isEqualTo("not_representable");
    assertThat(refusal.errors().get(0).field()).isEqualTo("A");
    assertThat(refusal.errors().get(0).message()).contains(why);
  }

  static Stream<Arguments> readable() {
    return Stream.of(
        arguments("\uFEFF\n \t#A=1\n\tA= 'x' # y \t", Map.of("A", " 'x' # y \t")),
        arguments("A=\r\nB=a\rb\r\nC==\\n$X\r", Map.of("A", "", "B", "a\rb", "C", "=\\n$X")),
        arguments("A=1\nA=2", Map.of("A", "2")));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void reads(String file, Map<String, String> meant) {
    assertThat(read(file).problems()).isEmpty();
    assertThat(Values.textsOf(read(file))).isEqualTo(meant);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        arguments("B=1\n  HOME", 2, 3, "NAME=value"),
        arguments("export A=1\nB=1", 1, 1, "valid name"),
        arguments("A =1\nB=1", 1, 1, "valid name"),
        arguments("=1\nB=1", 1, 1, "valid name"),
        arguments("A=\uD83D\uDD11\0\nB=1", 1, 4, "NUL"),
        arguments("A=" + "x".repeat(65_534) + "\nB=1", 1, 1, "65535 bytes"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void tellsWhereAndReadsOn(String text, int line, int column, String reason) {
    SecretFile file = read(text);
    assertThat(file.problems()).hasSize(1);
    Problem problem = file.problems().get(0);
    assertThat(List.of(problem.line(), problem.column())).isEqualTo(List.of(line, column));
    assertThat(problem.reason()).contains(reason);
    assertThat(Values.textsOf(file)).isEqualTo(Map.of("B", "1"));
  }

  static List<String> patterns() {
    return Values.patterns();
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void readsTenMebibytesOfAnything(String pattern) {
    assertThat(DockerReader.read(Values.large(pattern)).problems())
        .hasSizeLessThanOrEqualTo(SecretFile.MAX_PROBLEMS);
  }

  @Property
  void throwsForNoBytes(@ForAll byte[] file) {
    assertThat(DockerReader.read(file).problems()).allMatch(p -> p.line() > 0 && p.column() > 0);
  }

  @Provide
  Arbitrary<Map<SecretName, SecretValue>> texts() {
    return Values.texts();
  }

  private static SecretFile read(String text) {
    return DockerReader.read(text.getBytes(UTF_8));
  }
}
