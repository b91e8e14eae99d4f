package dev.cofferdam.domain.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArtifactNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "dist/a b", ".env", "...", "q\"';$(rm)", "\u05e9\u05dc\u05d5\u05dd"})
  void takesRelativePaths(String name) {
    assertThat(ArtifactName.of(ByteBuffer.wrap(name.getBytes(UTF_8))))
        .contains(new ArtifactName(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/a",
        "a/",
        "a//b",
        "..",
        "a/../b",
        "./a",
        "a\nb",
        "a\0b",
        "a\tb",
        "\u202eexe",
        "a\u2066b",
        "a\u2028b",
        "a\u0085b",
        "100%",
        "a\\b"
      })
  void refusesWhatIsNoneOrCanNotBeShown(String name) {
    assertThat(ArtifactName.parse(name)).isEmpty();
    assertThatThrownBy(() -> new ArtifactName(name)).isInstanceOf(Refusal.class);
  }

  @Test
  void refusesBytesThatAreNoText() {
    assertThat(ArtifactName.of(ByteBuffer.wrap(new byte[] {'a', -1}))).isEmpty();
    assertThat(ArtifactName.of(ByteBuffer.wrap(new byte[] {-19, -96, -128}))).isEmpty();
  }

  @Test
  void hasABound() {
    assertThat(ArtifactName.parse("a".repeat(1_024))).isPresent();
    assertThat(ArtifactName.parse("a".repeat(1_025))).isEmpty();
    assertThat(ArtifactName.parse("\u00fc".repeat(513))).isEmpty();
  }

  @Test
  void knowsItsLastPart() {
    assertThat(new ArtifactName("a/b/c.tar").file()).isEqualTo("c.tar");
    assertThat(new ArtifactName("c.tar").file()).isEqualTo("c.tar");
  }
}
