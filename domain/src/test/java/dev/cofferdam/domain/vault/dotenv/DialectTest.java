package dev.cofferdam.domain.vault.dotenv;

import static dev.cofferdam.domain.vault.dotenv.Dialect.COFFERDAM;
import static dev.cofferdam.domain.vault.dotenv.Dialect.COMPOSE;
import static dev.cofferdam.domain.vault.dotenv.Dialect.NODE;
import static dev.cofferdam.domain.vault.dotenv.Dialect.PYTHON_DOTENV;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cofferdam.domain.vault.format.SecretFile;
import dev.cofferdam.domain.vault.format.SecretFile.Problem;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/dotenv.md, row by row. That the programs say so: DialectsInProgramsTest. */
final class DialectTest {
  static Stream<Arguments> readable() {
    return Stream.of(
        arguments(
            NODE,
            "A= x y  # c\nB=x#y\nC= #y\nD=#y\n",
            Map.of("A", "x y", "B", "x", "C", "", "D", "")),
        arguments(
            NODE,
            "A='it\"s'\nB=\"a\\nb\\tc\\\\\"\nC=`'`\n",
            Map.of("A", "it\"s", "B", "a\nb\\tc\\\\", "C", "'")),
        arguments(NODE, "export A=1\r\nB='1\r\n2'\r\n", Map.of("A", "1", "B", "1\n2")),
        arguments(NODE, "A=$x ${B} ${\n", Map.of("A", "$x $${B} $${")),
        arguments(NODE, "A=x==\nA=\u00a0y", Map.of("A", "\u00a0y")),
        arguments(
            PYTHON_DOTENV,
            "A= x y  # c\nB=x#y\nC= #y\nD=#y\n",
            Map.of("A", "x y", "B", "x#y", "C", "#y", "D", "#y")),
        arguments(
            PYTHON_DOTENV,
            "A='it\\'s \\\\ \\n'\nB=\"a\\nb\\$\"\nC=`'`\n",
            Map.of("A", "it's \\ \\n", "B", "a\nb\\$", "C", "`'`")),
        arguments(
            PYTHON_DOTENV,
            "A=1\nB='${A}' # c\nC=\"${A:-x}\"\nD=$A\nE=${:}\n",
            Map.of("A", "1", "B", "1", "C", "1", "D", "$A", "E", "$${:}")),
        arguments(PYTHON_DOTENV, "A=\nA=${A}2\nA=${A}3", Map.of("A", "23")),
        arguments(PYTHON_DOTENV, "\u2003export\u00a0A\t=\u2003x\u0085\n", Map.of("A", "x")),
        arguments(
            COMPOSE,
            "\uFEFFA= x y  # c\nB=x#y\nC= #y\nD=x\t#y\n",
            Map.of("A", "x y", "B", "x#y", "C", "#y", "D", "x\t#y")),
        arguments(
            COMPOSE,
            "A='it\\'s \\\\ \\n $B'\nB=\"a\\nb\\$c\\'\\q\"\nC=`'`\n",
            Map.of("A", "it's \\\\ \\n $B", "B", "a\nb$c\\'\\q", "C", "`'`")),
        arguments(
            COMPOSE,
            "A=1\nB=${A}$A$$A\nC=\"$A\" # c\nD='${A}'\nE=$1$\n",
            Map.of("A", "1", "B", "11$A", "C", "1", "D", "$${A}", "E", "$1$")),
        arguments(
            COMPOSE,
            "A: x\nB:=y\nexport\tC = 'a\r\nb'\r\n",
            Map.of("A", "x", "B", "=y", "C", "a\r\nb")),
        arguments(COFFERDAM, "A=${B}\n", Map.of("A", "${B}")));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void reads(Dialect dialect, String file, Map<String, String> meant) {
    SecretFile dotenv = dialect.read(file.getBytes(UTF_8));
    assertThat(dotenv.problems()).isEmpty();
    assertThat(DotenvReaderTest.values(dotenv)).isEqualTo(meant);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(NODE, "\uFEFFA=1\n", 1, 1, "byte order mark"),
        arguments(NODE, "A=1\nB=\tx\n", 2, 3, "a tab"),
        arguments(NODE, "A=x\t#c\n", 1, 3, "a tab"),
        arguments(NODE, "B=1\nA= \n", 2, 3, "blanks alone"),
        arguments(NODE, "A=1\n  \nB=1\n", 2, 1, "a line of blanks"),
        arguments(NODE, "A=1\n  # c\nB=1\n", 2, 1, "an indented comment"),
        arguments(NODE, "A=1\n# B=2", 2, 1, "without a line end"),
        arguments(NODE, "A=1\nB=x==", 2, 3, "without a line end"),
        arguments(NODE, "export A=\n", 1, 1, "export without a value"),
        arguments(NODE, "export\tA=1\n", 1, 1, "valid name"),
        arguments(NODE, "A=\"say \\\"x\\\"\"\n", 1, 10, "closing quote"),
        arguments(NODE, "A=`x\n", 1, 3, "never closed"),
        arguments(NODE, "A\n", 1, 1, "NAME=value"),
        arguments(NODE, "A=x\ry\n", 1, 4, "carriage return"),
        arguments(PYTHON_DOTENV, "\uFEFFA=1\n", 1, 1, "byte order mark"),
        arguments(PYTHON_DOTENV, "A=1\nB=x${C}\n", 2, 3, "not set further up"),
        arguments(PYTHON_DOTENV, "A=${B:-x}\nB=1\n", 1, 3, "not set further up"),
        arguments(PYTHON_DOTENV, "A=\"x\\\\\"\nB=1\n", 1, 3, "never closed"),
        arguments(PYTHON_DOTENV, "A='x' y\n", 1, 7, "closing quote"),
        arguments(PYTHON_DOTENV, "A B=1\n", 1, 1, "NAME=value"),
        arguments(PYTHON_DOTENV, "export A\n", 1, 1, "NAME=value"),
        arguments(PYTHON_DOTENV, "'A'=1\n", 1, 1, "valid name"),
        arguments(PYTHON_DOTENV, "A=x\ry\n", 1, 4, "carriage return"),
        arguments(COMPOSE, "A=$B\nB=1\n", 1, 3, "not set further up"),
        arguments(COMPOSE, "A=1\nB=${A:-x}\n", 2, 3, "not of the form"),
        arguments(COMPOSE, "A=1\nB=\"\\${A}${\"\n", 2, 3, "not of the form"),
        arguments(COMPOSE, "A=\"\\0101\"\n", 1, 3, "by its number"),
        arguments(COMPOSE, "A='x' B=1\n", 1, 7, "closing quote"),
        arguments(COMPOSE, "A='x\\'\nB=1\n", 1, 3, "never closed"),
        arguments(COMPOSE, "A\nB=1\n", 1, 1, "NAME=value"),
        arguments(COMPOSE, "A.b=1\n", 1, 1, "valid name"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void saysWhereItIsNotCertain(Dialect dialect, String file, int line, int column, String why) {
    SecretFile dotenv = dialect.read(file.getBytes(UTF_8));
    assertThat(dotenv.problems()).hasSize(1);
    Problem problem = dotenv.problems().get(0);
    assertThat(problem.reason()).contains(why);
    assertThat(problem.line()).isEqualTo(line);
    assertThat(problem.column()).isEqualTo(column);
  }

  /** A value that refers to one with a problem has none for that. */
  @Test
  void tellsAMistakeOnce() {
    assertThat(PYTHON_DOTENV.read("A='x' y\nB=${A}\n".getBytes(UTF_8)).problems()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("laughing")
  void putsNoMoreInPlaceThanAFileMayHave(Dialect dialect, String file) {
    SecretFile dotenv = dialect.read(file.getBytes(UTF_8));
    assertThat(dotenv.problems()).isNotEmpty();
    assertThat(dotenv.problems().get(0).reason()).contains("over");
  }

  static Stream<Arguments> laughing() {
    StringBuilder doubling = new StringBuilder("A=xxxxxxxxxxxxxxxx\n");
    doubling.append("A=${A}${A}\n".repeat(60));
    StringBuilder many = new StringBuilder("A=").append("x".repeat(60_000)).append('\n');
    many.append("B=${A}\n".repeat(200_000));
    return Stream.of(PYTHON_DOTENV, COMPOSE)
        .flatMap(d -> Stream.of(doubling, many).map(file -> arguments(d, file.toString())));
  }

  /** Each would take hours if any part of the reading were quadratic. */
  @ParameterizedTest
  @MethodSource("patterns")
  void readsTenMebibytesOfAnything(Dialect dialect, String pattern) {
    byte[] unit = pattern.getBytes(UTF_8);
    byte[] file = new byte[SecretFile.MAX_BYTES];
    for (int i = 0; i < file.length; i++) {
      file[i] = unit[i % unit.length];
    }
    SecretFile dotenv = dialect.read(file);
    assertThat(dotenv.problems()).hasSizeLessThanOrEqualTo(SecretFile.MAX_PROBLEMS);
    assertThat(dotenv.entries()).hasSizeLessThanOrEqualTo(1);
  }

  static Stream<Arguments> patterns() {
    return Stream.of(NODE, PYTHON_DOTENV, COMPOSE)
        .flatMap(
            dialect ->
                Stream.of(
                        "A=\n",
                        "A=''\n",
                        "A='",
                        "A=\"\\",
                        "A=\"\\\"",
                        "A='\\'\n",
                        "\n",
                        " \n",
                        " ",
                        "\t#",
                        "A",
                        "=",
                        "\"",
                        "A=#",
                        "A= x",
                        "A=$\n",
                        "A=${",
                        "A=${A:",
                        "A=${A}",
                        "A=\n${A}",
                        "${",
                        "}",
                        "A=$$\n",
                        "\\",
                        "\\0",
                        "A=\"\nA='\n",
                        "export ",
                        ":")
                    .map(pattern -> arguments(dialect, pattern)));
  }

  @Property
  void throwsForNoBytes(@ForAll byte[] file) {
    assertThat(Arrays.stream(Dialect.values()).flatMap(d -> d.read(file).problems().stream()))
        .allMatch(p -> p.line() > 0 && p.column() > 0);
  }

  @Property
  void printsNoValue(@ForAll String noise) {
    byte[] file = ("A=\"hunter2" + noise + "\"\nB=${hunter2}\n").getBytes(UTF_8);
    assertThat(Arrays.stream(Dialect.values()).map(d -> d.read(file).toString()))
        .noneMatch(shown -> shown.contains("hunter2"));
  }

  @Test
  void isNamedAsRequestsNameIt() {
    assertThat(Dialect.values())
        .extracting(Dialect::toString)
        .containsExactly("cofferdam", "node", "python-dotenv", "compose");
    assertThat(Dialect.named("python-dotenv")).contains(PYTHON_DOTENV);
    assertThat(Dialect.named("PYTHON_DOTENV")).isEmpty();
  }
}
