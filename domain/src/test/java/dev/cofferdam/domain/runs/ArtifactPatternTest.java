package dev.cofferdam.domain.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArtifactPatternTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dist",
        "dist/**",
        "**",
        "*.jar",
        "**/target/*.jar",
        "a/**/b/**/c",
        ".github/**",
        "a b",
        "\u05e9\u05dc.txt",
        "..a/b..",
        "q?.log",
        "[x]"
      })
  void takesPathsWithWildcards(String pattern) {
    assertThat(new ArtifactPattern(pattern).value()).isEqualTo(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "../../etc/passwd",
        "a/../b",
        "..",
        ".",
        "./a",
        "a/./b",
        "a//b",
        "a/",
        "a/**b",
        "***",
        "**/**",
        "a\0b",
        "a\nb",
        "a\u202eb",
        "a\ud800b",
        "\u007f"
      })
  void refusesWhatClimbsOrCanNotBeShown(String pattern) {
    assertRefused(pattern);
  }

  @Test
  void hasBounds() {
    assertThat(new ArtifactPattern("a".repeat(200)).value()).hasSize(200);
    assertRefused("a".repeat(201));
    assertRefused("\u00fc".repeat(101));
    assertThat(new ArtifactPattern("a/".repeat(29) + "a").value()).hasSize(59);
    assertRefused("a/".repeat(30) + "a");
  }

  private static void assertRefused(String pattern) {
    assertThatThrownBy(() -> new ArtifactPattern(pattern))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.errors())
                    .extracting(Refusal.FieldError::field)
                    .containsExactly("artifacts"));
  }
}
