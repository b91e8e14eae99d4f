package dev.cofferdam.domain.vault.dotenv;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.format.SecretFile;
import dev.cofferdam.domain.vault.format.SecretFile.Entry;
import dev.cofferdam.domain.vault.format.SecretFile.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DotenvReaderTest {
  static Stream<Arguments> readable() {
    return Stream.of(
        arguments("", Map.of()),
        arguments("\n \t\n# c\n  # A=1\n", Map.of()),
        arguments("A=1", Map.of("A", "1")),
        arguments("\uFEFFA=1\r\nB=2\r\n", Map.of("A", "1", "B", "2")),
        arguments(" export\tA = x y \t\n", Map.of("A", "x y")),
        arguments("export=1\nexportA=2", Map.of("export", "1", "exportA", "2")),
        arguments("export =1", Map.of("export", "1")),
        arguments("A=\nB= \nC=\"\"\nD=''", Map.of("A", "", "B", "", "C", "", "D", "")),
        arguments("A=x #y\nB=x#y\nC=#y\nD= #y", Map.of("A", "x", "B", "x#y", "C", "#y", "D", "")),
        arguments("A=it's \"q\"\nB==", Map.of("A", "it's \"q\"", "B", "=")),
        arguments("A='a\\n #\\\\'#c\nB=1", Map.of("A", "a\\n #\\\\", "B", "1")),
        arguments("A=`'\"\\n`", Map.of("A", "'\"\\n")),
        arguments("A=\"\\n\\r\\t\\\"\\\\\\'\" # c", Map.of("A", "\n\r\t\"\\'")),
        arguments("A=\"\\a\\b\\f\\v\"", Map.of("A", "\u0007\b\f\u000b")),
        arguments("A=\"\\$x ${HOME} \\x\"", Map.of("A", "\\$x ${HOME} \\x")),
        arguments("A=\"x\r\n#y\r\nB=2\"\nC='\n'", Map.of("A", "x\n#y\nB=2", "C", "\n")),
        arguments("A=\u00a0\uFFFD\u00a0", Map.of("A", "\u00a0\uFFFD\u00a0")));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void reads(String file, Map<String, String> meant) {
    SecretFile dotenv = DotenvReader.read(file.getBytes(UTF_8));
    assertThat(dotenv.problems()).isEmpty();
    assertThat(values(dotenv)).isEqualTo(meant);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        arguments("A=\"x\nB=1", 1, 3, "never closed", Map.of("B", "1")),
        arguments("A=\"x\\\"\nB=1", 1, 3, "never closed", Map.of("B", "1")),
        arguments("\uD83D\uDD11=1\nB=1", 1, 1, "valid name", Map.of("B", "1")),
        arguments("A-B='\nC=1\n'\nB=1", 1, 1, "valid name", Map.of("B", "1")),
        arguments("=1\nB=1", 1, 1, "valid name", Map.of("B", "1")),
        arguments("export 1A=1", 1, 8, "valid name", Map.of()),
        arguments("B=1\n  what", 2, 3, "NAME=value", Map.of("B", "1")),
        arguments("A='\uD83D\uDD11' x\nB=1", 1, 7, "closing quote", Map.of("B", "1")),
        arguments("A='\n' x='\nB=1", 2, 3, "closing quote", Map.of("B", "1")),
        arguments("A=\uD83D\uDD11\0\0\nB=1", 1, 4, "NUL", Map.of("B", "1")),
        arguments("B=1\n# a\rb", 2, 4, "carriage return", Map.of("B", "1")),
        arguments("A=1\r", 1, 4, "carriage return", Map.of()),
        arguments("A= '" + "\u00e9".repeat(32_769) + "'\nB=1", 1, 4, "limit", Map.of("B", "1")));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void tellsWhereAndReadsOn(
      String file, int line, int column, String reason, Map<String, String> rest) {
    SecretFile dotenv = DotenvReader.read(file.getBytes(UTF_8));
    assertThat(dotenv.problems()).hasSize(1);
    Problem problem = dotenv.problems().get(0);
    assertThat(problem.line()).isEqualTo(line);
    assertThat(problem.column()).isEqualTo(column);
    assertThat(problem.reason()).contains(reason);
    assertThat(values(dotenv)).isEqualTo(rest);
  }

  @Test
  void takesTheLastOfANameGivenTwice() {
    SecretFile dotenv = DotenvReader.read("A=1\nB=2\nA=3".getBytes(UTF_8));
    assertThat(dotenv.entries()).extracting(Entry::line).containsExactly(2, 3);
    assertThat(values(dotenv)).isEqualTo(Map.of("A", "3", "B", "2"));
  }

  @Test
  void tellsWhatIsNotUtf8() {
    byte[] file = "A='x\n?y\n?'\nB=1\nC=?".getBytes(UTF_8);
    file[5] = (byte) 0xC3;
    file[8] = (byte) 0xFF;
    file[file.length - 1] = (byte) 0xE2;
    SecretFile dotenv = DotenvReader.read(file);
    assertThat(dotenv.problems())
        .containsExactly(
            new Problem(2, 1, "not UTF-8"),
            new Problem(3, 1, "not UTF-8"),
            new Problem(5, 3, "not UTF-8"));
    assertThat(values(dotenv)).isEqualTo(Map.of("B", "1"));
  }

  @Test
  void tellsUtf16() {
    for (String file : List.of("\uFEFFA=1", "A=1\n", "\uFEFF")) {
      assertThat(DotenvReader.read(file.getBytes(UTF_16LE)).problems())
          .containsExactly(new Problem(1, 1, "the file is UTF-16 or UTF-32; save it as UTF-8"));
    }
  }

  @Test
  void printsNoValue() {
    byte[] file = "A=hunter2\nhunter2\nB='hunter2' hunter2\nhunter2!=1\nC='hunter2".getBytes(UTF_8);
    SecretFile dotenv = DotenvReader.read(file);
    assertThat(dotenv.problems()).hasSize(4);
    assertThat(dotenv.toString()).contains("[REDACTED]").doesNotContain("hunter2");
  }

  @Property
  void throwsForNoBytes(@ForAll byte[] file) {
    assertThat(DotenvReader.read(file).problems()).allMatch(p -> p.line() > 0 && p.column() > 0);
  }

  static Map<String, String> values(SecretFile dotenv) {
    Map<String, String> values = new LinkedHashMap<>();
    dotenv.entries().forEach(e -> values.put(e.name().value(), text(e.value())));
    return values;
  }

  private static String text(SecretValue value) {
    return value.revealText().orElseThrow();
  }
}
