package dev.cofferdam.domain.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"A", "_", "a1", "API_KEY", "__x9"})
  void takes(String name) {
    assertThat(new SecretName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "1A", "A-B", "A.B", "A B", " A", "A\n", "A=", "A\u0000", "Ä", "\u0391", "A/B", "$A",
        "%41"
      })
  void refuses(String name) {
    assertThatThrownBy(() -> new SecretName(name))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.errors())
                    .extracting(Refusal.FieldError::field)
                    .containsExactly("key"));
  }

  @Test
  void has255CharactersAtMost() {
    assertThat(new SecretName("A".repeat(255)).value()).hasSize(255);
    assertThatThrownBy(() -> new SecretName("A".repeat(256))).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new SecretName("A".repeat(1_000_000))).isInstanceOf(Refusal.class);
  }

  @Property
  void isWhatAPosixShellTakesForAVariable(@ForAll String text) {
    assertThat(SecretName.isValid(text))
        .isEqualTo(text.matches("[A-Za-z_][A-Za-z0-9_]*") && text.length() <= 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "shop", "a.b-c_d", "0x"})
  void takesNamesOfProjectsAndEnvironments(String name) {
    assertThat(new ProjectName(name)).hasToString(name);
    assertThat(new EnvironmentName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", ".a", "-a", "_a", "A", "a b", "a/b", "a\n", "ä", "a%2f"})
  void refusesOtherNamesOfProjectsAndEnvironments(String name) {
    assertThatThrownBy(() -> new ProjectName(name)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new EnvironmentName(name)).isInstanceOf(Refusal.class);
  }

  @Test
  void hasNamesOfProjectsAndEnvironmentsOf63CharactersAtMost() {
    assertThat(new ProjectName("a".repeat(63)).value()).hasSize(63);
    assertThat(new EnvironmentName("a".repeat(63)).value()).hasSize(63);
    assertThatThrownBy(() -> new ProjectName("a".repeat(64))).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new EnvironmentName("a".repeat(64))).isInstanceOf(Refusal.class);
  }
}
