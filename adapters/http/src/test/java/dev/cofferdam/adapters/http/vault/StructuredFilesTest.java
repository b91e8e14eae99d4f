package dev.cofferdam.adapters.http.vault;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.format.JsonWriter;
import dev.cofferdam.domain.vault.format.SecretFile;
import dev.cofferdam.domain.vault.format.SecretFile.Problem;
import dev.cofferdam.domain.vault.format.YamlWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** JSON and YAML, in and out. */
final class StructuredFilesTest {
  @Property
  void readsWhatItWrote(@ForAll("secrets") Map<SecretName, SecretValue> secrets) {
    for (FileFormat format : List.of(FileFormat.JSON, FileFormat.YAML)) {
      SecretFile file = format.read(format.write(secrets).getBytes(UTF_8));
      assertThat(file.problems()).isEmpty();
      assertThat(valuesOf(file)).isEqualTo(secrets);
    }
  }

  /** Parsers of others, and all that they make of it. */
  @Property
  void othersReadWhatItWrote(@ForAll("secrets") Map<SecretName, SecretValue> secrets)
      throws IOException {
    Map<?, ?> json = new JsonMapper().readValue(JsonWriter.write(secrets), Map.class);
    Map<?, ?> yaml =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(YamlWriter.write(secrets));
    assertThat(json).hasSameSizeAs(secrets);
    assertThat(yaml).hasSameSizeAs(secrets);
    secrets.forEach(
        (name, value) -> {
          Object fromJson = json.get(name.value());
          Object fromYaml = yaml.get(name.value());
          if (value.revealText().isPresent()) {
            assertThat(fromJson).isEqualTo(value.revealText().get());
            assertThat(fromYaml).isEqualTo(value.revealText().get());
          } else {
            assertThat(fromJson).extracting("encoding").isEqualTo("base64");
            assertThat(fromYaml).isEqualTo(value.reveal());
          }
        });
  }

  @Test
  void writesALineForEach() {
    Map<SecretName, SecretValue> secrets = new LinkedHashMap<>();
    secrets.put(new SecretName("NO"), SecretValue.ofText("a\n\"b\" \u202E\uD83D\uDD11"));
    secrets.put(new SecretName("B"), SecretValue.of(new byte[] {-1}));
    assertThat(JsonWriter.write(secrets))
        .isEqualTo(
            """
            {
              "NO": "a\\n\\"b\\" \\u202e\uD83D\uDD11",
              "B": {"encoding": "base64", "value": "/w=="}
            }
            """);
    assertThat(YamlWriter.write(secrets))
        .isEqualTo("\"NO\": \"a\\n\\\"b\\\" \\u202e\uD83D\uDD11\"\n\"B\": !!binary \"/w==\"\n");
    assertThat(JsonWriter.write(Map.of()) + YamlWriter.write(Map.of())).isEqualTo("{}\n{}\n");
  }

  @Test
  void readsYamlAsPeopleWriteIt() {
    String file =
        "\uFEFF# ours\n---\nA: plain text # c\n'B': 'it''s'\nNO: |\n  a\n  b\n"
                .replace("\n", "\r\n")
            + "D: !!str 12\nE: >-\n  x\n  y\n? F\n: \"\\u00e9\\x41\"\n...\n";
    SecretFile read = YamlFile.read(file.getBytes(UTF_8));
    assertThat(read.problems()).isEmpty();
    assertThat(read.entries())
        .extracting(SecretFile.Entry::line)
        .containsExactly(3, 4, 5, 8, 9, 12);
    assertThat(read.entries().stream().map(e -> e.value().revealText().orElseThrow()))
        .containsExactly("plain text", "it's", "a\nb\n", "12", "x y", "\u00e9A");
    assertThat(YamlFile.read(new byte[0])).isEqualTo(new SecretFile(List.of(), List.of()));
    assertThat(YamlFile.read("# x\n".getBytes(UTF_8)).problems()).isEmpty();
  }

  static Stream<Arguments> unreadableJson() {
    return Stream.of(
        arguments("", 1, 1, "object"),
        arguments("[\"A\"]", 1, 1, "object"),
        arguments("{\"A\":\"1\",\n \"B\": 8080}", 2, 7, "neither"),
        arguments("{\"A\":null}", 1, 6, "neither"),
        arguments("{\"A\":[[\"x\"]], \"B\":\"1\"}", 1, 6, "neither"),
        arguments("{\"A\":{\"encoding\":\"hex\",\"value\":\"00\"}}", 1, 6, "neither"),
        arguments("{\"A\":{\"encoding\":\"base64\"}}", 1, 6, "neither"),
        arguments("{\"A\":{\"encoding\":\"base64\",\"value\":\"A\"}}", 1, 6, "base64"),
        arguments("{\"A\":\"1\",\n\"A\":\"2\"}", 2, 1, "twice"),
        arguments("{\"A=B\":\"1\"}", 1, 2, "valid name"),
        arguments("{\"\\u202E\":\"1\"}", 1, 2, "valid name"),
        arguments("{\"A\":\"\\ud83d\"}", 1, 6, "surrogate"),
        arguments("{\"A\":\"1\"", 1, 9, "not JSON"),
        arguments("{\"A\":\"1", 1, 8, "not JSON"),
        arguments("{\"A\":\"1\"} x", 1, 11, "JSON"),
        arguments("{\"A\":\"1\"}{}", 1, 10, "after"),
        arguments("{\"A\":\"1\",}", 1, 10, "not JSON"),
        arguments("{'A':'1'}", 1, 2, "not JSON"),
        arguments("{\"A\":\"x\ny\"}", 1, 8, "not JSON"),
        arguments("{\"A\":\"\0\"}", 1, 7, "NUL"),
        arguments("{\"A\":\"" + "x".repeat(65_537) + "\"}", 1, 6, "limit"));
  }

  @ParameterizedTest
  @MethodSource("unreadableJson")
  void tellsWhereJsonIsWrong(String file, int line, int column, String reason) {
    assertOneProblem(JsonFile.read(file.getBytes(UTF_8)), line, column, reason);
  }

  static Stream<Arguments> unreadableYaml() {
    return Stream.of(
        arguments("just text", 1, 1, "mapping"),
        arguments("- A", 1, 1, "mapping"),
        arguments("A: x\nB: 8080", 2, 4, "quotes"),
        arguments("A: yes", 1, 4, "quotes"),
        arguments("A:\nB: x", 1, 3, "quotes"),
        arguments("A: 2001-01-01", 1, 4, "quotes"),
        arguments("A: !!java.net.URL x", 1, 4, "quotes"),
        arguments("A: !!binary '*'", 1, 4, "base64"),
        arguments("A: [x]", 1, 4, "plain text"),
        arguments("A:\n  B: x", 2, 3, "plain text"),
        arguments("A: &a x\nB: *a", 1, 4, "plain text"),
        arguments("A: *a", 1, 4, "plain text"),
        arguments("<<: x", 1, 1, "valid name"),
        arguments("[A]: x", 1, 1, "not a name"),
        arguments("A: x\nA: y", 2, 1, "twice"),
        arguments("A B: x", 1, 1, "valid name"),
        arguments("A: x\n---\nB: y", 2, 1, "second"),
        arguments("A: \"\\ud83d\"", 1, 4, "surrogate"),
        arguments("A: \"x", 1, 6, "not YAML"),
        arguments("A: x\n\tB: y", 2, 1, "not YAML"),
        arguments("%YAML 9999999999.1\n---\nA: x", 1, 17, "not YAML"),
        arguments("A: x\nB: \u0007", 2, 4, "not allow"),
        arguments("A: !<x%20> y", 1, 4, "quotes"),
        arguments("\uD83D\uDD11: \"x\"\n", 1, 1, "valid name"),
        arguments("A: '\0'", 1, 5, "NUL"),
        arguments("A: '" + "x".repeat(65_537) + "'", 1, 4, "limit"));
  }

  @ParameterizedTest
  @MethodSource("unreadableYaml")
  void tellsWhereYamlIsWrong(String file, int line, int column, String reason) {
    assertOneProblem(YamlFile.read(file.getBytes(UTF_8)), line, column, reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "{",
        "{\"a\":",
        "\"",
        "a: &a [*a",
        "- ",
        "? ",
        "a: x\n",
        "!",
        "&",
        "*",
        "%",
        "a: |\n",
        "'",
        "\\",
        "\"\\",
        "# x",
        ": ",
        "---\n",
        "x ",
        " ",
        "\n",
        "\uD83D\uDD11",
        "A: \"x\"\n",
        "\"A\":\"1\","
      })
  void readsTenMebibytesOfAnything(String pattern) {
    byte[] unit = pattern.getBytes(UTF_8);
    byte[] file = new byte[SecretFile.MAX_BYTES];
    for (int i = 0; i < file.length; i++) {
      file[i] = unit[i % unit.length];
    }
    for (FileFormat format : FileFormat.values()) {
      Assertions.assertTimeout(
          Duration.ofSeconds(20), () -> assertThat(format.read(file)).isNotNull());
    }
  }

  @Property
  void throwsForNoText(@ForAll("syntax") String text) {
    for (FileFormat format : FileFormat.values()) {
      assertThat(format.read(text.getBytes(UTF_8)).problems())
          .allMatch(problem -> problem.line() > 0 && problem.column() > 0);
    }
  }

  @Property
  void throwsForNoBytes(@ForAll byte[] file) {
    for (FileFormat format : FileFormat.values()) {
      assertThat(format.read(file)).isNotNull();
    }
  }

  @Test
  void tellsUtf16() {
    for (FileFormat format : FileFormat.values()) {
      assertThat(format.read("{\"A\":\"1\"}".getBytes(UTF_16LE)).problems())
          .containsExactly(new Problem(1, 1, "the file is UTF-16 or UTF-32; save it as UTF-8"));
    }
  }

  @Provide
  Arbitrary<Map<SecretName, SecretValue>> secrets() {
    Arbitrary<SecretName> names =
        Arbitraries.of("A", "_", "y", "NO", "null", "true", "e", "Z9").map(SecretName::new);
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.of(
                "\"",
                "\\",
                "\n",
                "\r",
                "\0",
                "\t",
                "\u2028",
                "\u0085",
                "\uFEFF",
                "\uFFFE",
                "\u007f",
                ": ",
                "# ",
                "- ",
                "\uD83D\uDD11",
                "\uD83F\uDFFE",
                "\u009f",
                "8080",
                " "),
            Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .map(Character::toString));
    Arbitrary<SecretValue> texts =
        pieces.list().ofMaxSize(8).map(all -> SecretValue.ofText(String.join("", all)));
    Arbitrary<SecretValue> bytes =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(SecretValue::of);
    return Arbitraries.maps(names, Arbitraries.oneOf(texts, bytes)).ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> syntax() {
    return Arbitraries.of(
            "A",
            "B: ",
            "\"",
            "'",
            "\\",
            "\n",
            ": ",
            "- ",
            "? ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "&a ",
            "*a ",
            "!",
            "!!binary ",
            "!!str ",
            "|\n",
            ">-\n",
            "  ",
            "\t",
            "# ",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "%YAML 9999999999.1\n",
            "!<%20> ",
            "%TAG ! x\n",
            "<<",
            "\\U00110000",
            "\\x",
            "\\ud800",
            "\\u",
            "null",
            "true",
            "1e9",
            "\uFEFF",
            "\u0085",
            "\u0007",
            "\uD83D\uDD11",
            "\r",
            "!<",
            ">",
            "@",
            "`",
            "$",
            "=")
        .list()
        .ofMaxSize(14)
        .map(pieces -> String.join("", pieces));
  }

  private static void assertOneProblem(SecretFile file, int line, int column, String reason) {
    assertThat(file.problems()).hasSize(1);
    Problem problem = file.problems().get(0);
    assertThat(problem.reason()).contains(reason);
    assertThat(List.of(problem.line(), problem.column())).isEqualTo(List.of(line, column));
  }

  private static Map<SecretName, SecretValue> valuesOf(SecretFile file) {
    Map<SecretName, SecretValue> values = new LinkedHashMap<>();
    file.entries().forEach(entry -> values.put(entry.name(), entry.value()));
    return values;
  }
}
