package dev.cofferdam.domain.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PipelineTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void takesOneTo100Commands() {
    assertThat(withCommands(List.of("true")).commands()).hasSize(1);
    assertThat(withCommands(Collections.nCopies(100, "true")).commands()).hasSize(100);
    assertRefused("commands", () -> withCommands(List.of()));
    assertRefused("commands", () -> withCommands(Collections.nCopies(101, "true")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t", "a\u0000b", "\ud800", "x\udfff"})
  void refusesCommandsThatAreNotText(String command) {
    assertRefused("commands[1]", () -> withCommands(List.of("true", command)));
  }

  @Test
  void takesCommandsOf64KibInUtf8() {
    assertThat(withCommands(List.of("x".repeat(65_536))).commands()).hasSize(1);
    assertThat(withCommands(List.of("\uD83D\uDE80".repeat(16_384))).commands()).hasSize(1);
    assertRefused("commands[0]", () -> withCommands(List.of("x".repeat(65_537))));
    assertRefused("commands[0]", () -> withCommands(List.of("\uD83D\uDE80".repeat(16_385))));
  }

  @Test
  void takes200Variables() {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      variables.put("V" + i, "");
    }
    assertThat(withVariables(variables).variables()).hasSize(200);
    variables.put("ONE_MORE", "");
    assertRefused("variables", () -> withVariables(variables));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1A", "A-B", "A=B", "A B", "A\u0000", "Ä"})
  void refusesNamesThatAreNoVariables(String name) {
    assertRefused("variables", () -> withVariables(Map.of(name, "x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\ud800"})
  void refusesValuesThatAreNotText(String value) {
    assertRefused("variables.A", () -> withVariables(Map.of("A", value)));
  }

  /** Linux takes strings of 128 KiB with name, equals sign and NUL (execve(2), MAX_ARG_STRLEN). */
  @Test
  void takesVariablesThatAProcessCanBeStartedWith() {
    assertThat(withVariables(Map.of("A", "x".repeat(131_069))).variables()).hasSize(1);
    assertRefused("variables", () -> withVariables(Map.of("A", "x".repeat(131_070))));
    assertRefused(
        "variables", () -> withVariables(Map.of("A", "x".repeat(70_000), "B", "x".repeat(70_000))));
    assertRefused("variables", () -> withVariables(Map.of("A", "ü".repeat(65_536))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alpine",
        "alpine:3.20",
        "library/alpine",
        "localhost:5000/a/b:c",
        "registry.example.org/a--b/c__d.e:V_1.2-x",
        "a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void takesImages(String image) {
    assertThat(withImage(image).image()).contains(image);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-v",
        "--privileged",
        "Alpine",
        "alpine:",
        "alpine:-x",
        "alpine:a b",
        "/alpine",
        "a//b",
        "a/",
        "https://example.org/a",
        "a:b:c",
        "a@sha256:xyz",
        "a@md5:0123456789abcdef0123456789abcdef",
        "alpine\n",
        "al\u0000pine",
        "älpine",
        "../a",
        "a;id",
        "$(id)"
      })
  void refusesOtherImages(String image) {
    assertRefused("image", () -> withImage(image));
  }

  @Test
  void decidesAboutLongImagesAtOnce() {
    assertRefused("image", () -> withImage("a".repeat(401)));
    assertRefused("image", () -> withImage("a".repeat(100_000)));
    assertRefused("image", () -> withImage("a-".repeat(199) + "!"));
    assertRefused("image", () -> withImage("a/".repeat(199) + "!"));
    assertRefused("image", () -> withImage("a" + "-".repeat(398) + "!"));
  }

  @Test
  void takesTimeoutsOfASecondToSixHours() {
    assertThat(withTimeout(Duration.ofSeconds(1)).timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(withTimeout(Duration.ofHours(6)).timeout()).isEqualTo(Duration.ofHours(6));
    assertRefused("timeout_s", () -> withTimeout(Duration.ofMillis(999)));
    assertRefused("timeout_s", () -> withTimeout(Duration.ZERO));
    assertRefused("timeout_s", () -> withTimeout(Duration.ofSeconds(-1)));
    assertRefused("timeout_s", () -> withTimeout(Duration.ofHours(6).plusNanos(1)));
    assertRefused("timeout_s", () -> withTimeout(Duration.ofSeconds(Long.MAX_VALUE)));
  }

  private static Pipeline withCommands(List<String> commands) {
    return pipeline(commands, Optional.empty(), Map.of(), MINUTE);
  }

  private static Pipeline withVariables(Map<String, String> variables) {
    return pipeline(List.of("true"), Optional.empty(), variables, MINUTE);
  }

  private static Pipeline withImage(String image) {
    return pipeline(List.of("true"), Optional.of(image), Map.of(), MINUTE);
  }

  private static Pipeline withTimeout(Duration timeout) {
    return pipeline(List.of("true"), Optional.empty(), Map.of(), timeout);
  }

  private static Pipeline pipeline(
      List<String> commands,
      Optional<String> image,
      Map<String, String> variables,
      Duration timeout) {
    return new Pipeline(
        Optional.empty(),
        commands,
        image,
        variables,
        timeout,
        Resources.DEFAULT,
        NetworkMode.PROXIED,
        List.of(),
        Optional.empty());
  }

  private static void assertRefused(String field, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.errors())
                    .extracting(Refusal.FieldError::field)
                    .containsExactly(field));
  }
}
