package dev.cofferdam.domain.vault.shell;

import static java.nio.charset.StandardCharsets.UTF_16BE;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ShellFormatTest {
  @Property
  void readsWhatItWrote(@ForAll("texts") Map<SecretName, SecretValue> secrets) {
    Map<SecretName, SecretValue> carried = Values.carried(secrets, ShellWriter::write);
    SecretFile file = read(ShellWriter.write(carried));
    assertThat(file.problems()).isEmpty();
    assertThat(Values.of(file)).isEqualTo(carried);
  }

  @Property
  void carriesAllTextsWithoutNul(@ForAll("texts") Map<SecretName, SecretValue> secrets) {
    assertThat(Values.carried(secrets, ShellWriter::write).values())
        .containsExactlyElementsOf(
            secrets.entrySet().stream()
                .filter(one -> !one.getKey().value().equals("_"))
                .map(Map.Entry::getValue)
                .filter(value -> value.revealText().orElseThrow().indexOf('\0') < 0)
                .toList());
  }

  @Test
  void writesSingleQuotes() {
    Map<SecretName, SecretValue> secrets = new LinkedHashMap<>();
    secrets.put(new SecretName("B"), SecretValue.ofText(""));
    secrets.put(new SecretName("A"), SecretValue.ofText("it's $(id)\n"));
    assertThat(ShellWriter.write(secrets)).isEqualTo("export B=''\nexport A='it'\\''s $(id)\n'\n");
  }

  @ParameterizedTest
  @CsvSource({
    "UID, own",
    "OPTIND, own",
    "RANDOM, own",
    "BASH_ENV, own",
    "BASHOPTS, own",
    "_, own",
    "PS1, run",
    "PROMPT_COMMAND, run",
    "ENV, expands"
  })
  void refusesNamesThatShellsUse(String name, String why) {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () -> ShellWriter.write(Map.of(new SecretName(name), SecretValue.ofText("`x`"))));
    assertThat(refusal.code()).isEqualTo("not_representable");
    assertThat(refusal.errors().get(0).field()).isEqualTo(name);
    assertThat(refusal.errors().get(0).message()).contains(why);
  }

  static Stream<Arguments> readable() {
    return Stream.of(
        arguments("", Map.of()),
        arguments("#!/bin/sh\n\n \t# $x\nA=1", Map.of("A", "1")),
        arguments("\uFEFFexport\tA=1\r\nB=2\r\n\r\nC=\r", Map.of("A", "1", "B", "2", "C", "")),
        arguments(
            "A='a'\\''b' # c\nB=\"a\\\"\\$\\`\\\\\\n\"", Map.of("A", "a'b", "B", "a\"$`\\\\n")),
        arguments("A=a\\ b\\\nc\nB=\"x\\\ny\"", Map.of("A", "a bc", "B", "xy")),
        arguments("A='\r\n'\nB='#\n'\"\t\"'x'", Map.of("A", "\r\n", "B", "#\n\tx")),
        arguments(
            "A=https://x.example/@:80,b=c%20+\nexport=1",
            Map.of("A", "https://x.example/@:80,b=c%20+", "export", "1")),
        arguments(
            "A=\u00e9\uD83D\uDD11\u202E\u00a0", Map.of("A", "\u00e9\uD83D\uDD11\u202E\u00a0")));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void reads(String file, Map<String, String> meant) {
    assertThat(read(file).problems()).isEmpty();
    assertThat(Values.textsOf(read(file))).isEqualTo(meant);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        arguments("A=$HOME\nB=1", 1, 3, "meaning for shells"),
        arguments("A=a;rm\nB=1", 1, 4, "meaning for shells"),
        arguments("A=~\nB=1", 1, 3, "meaning for shells"),
        arguments("A=`id`\nB=1", 1, 3, "meaning for shells"),
        arguments("A=x\r y\nB=1", 1, 4, "meaning for shells"),
        arguments("A=\"x\ny $(id)\"\nB=1", 2, 3, "shell would replace"),
        arguments("A='x\nB=1", 1, 3, "never closed"),
        arguments("A=\"x\nB=1", 1, 3, "never closed"),
        arguments("A='\n'x C=2\nB=1", 2, 4, "after the value"),
        arguments("A=1 C=2\nB=1", 1, 5, "after the value"),
        arguments("export A\nB=1", 1, 1, "NAME=value"),
        arguments("rm -rf /\nB=1", 1, 1, "NAME=value"),
        arguments("A =1\nB=1", 1, 1, "valid name"),
        arguments("  export $(id)=1\nB=1", 1, 10, "valid name"),
        arguments("A='\uD83D\uDD11\0'\nB=1", 1, 5, "NUL"),
        arguments("A='" + "x".repeat(65_537) + "'\nB=1", 1, 3, "limit"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void tellsWhereAndReadsOn(String text, int line, int column, String reason) {
    SecretFile file = read(text);
    assertThat(file.problems()).hasSize(1);
    Problem problem = file.problems().get(0);
    assertThat(List.of(problem.line(), problem.column())).isEqualTo(List.of(line, column));
    assertThat(problem.reason()).contains(reason);
    if (!reason.equals("never closed")) {
      assertThat(Values.textsOf(file)).isEqualTo(Map.of("B", "1"));
    }
  }

  @Test
  void tellsUtf16() {
    assertThat(ShellReader.read("A=1\n".getBytes(UTF_16BE)).problems()).hasSize(1);
  }

  static List<String> patterns() {
    return Values.patterns();
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void readsTenMebibytesOfAnything(String pattern) {
    assertThat(ShellReader.read(Values.large(pattern)).problems())
        .hasSizeLessThanOrEqualTo(SecretFile.MAX_PROBLEMS);
  }

  @Property
  void throwsForNoBytes(@ForAll byte[] file) {
    assertThat(ShellReader.read(file).problems()).allMatch(p -> p.line() > 0 && p.column() > 0);
  }

  @Provide
  Arbitrary<Map<SecretName, SecretValue>> texts() {
    return Values.texts();
  }

  private static SecretFile read(String text) {
    return ShellReader.read(text.getBytes(UTF_8));
  }
}
