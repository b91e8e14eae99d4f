package dev.cofferdam.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PersonNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada",
        "Søren O'Brien-李",
        "x\uD83D\uDE80",
        "عمر",
        "\uD83D\uDC69\u200D\uD83D\uDCBB",
        "क्षि",
        "Søren\u00a0B"
      })
  void takesNamesOfAnyScript(String typed) {
    assertThat(PersonName.parse(" " + typed + " ").value()).isEqualTo(typed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "a\u0000b",
        "a\nb",
        "a\u001b[31m",
        "a\u0085b",
        "a\u2028b",
        "a\u202eb",
        "a\u2066b",
        "a\u200fb",
        "a\u200eb",
        "a\u061cb",
        "\u00a0",
        "\u2003\u3000",
        "\u200b",
        "\u2060\ufeff",
        "\u0301",
        "\u3164",
        "\u115f\u1160",
        "\u2800",
        "\ud800"
      })
  void refuses(String typed) {
    assertThatThrownBy(() -> PersonName.parse(typed)).isInstanceOf(Refusal.class);
  }

  @Test
  void hasAHundredCharactersAtMost() {
    assertThat(PersonName.parse("\uD83D\uDE80".repeat(100)).value()).hasSize(200);
    assertThatThrownBy(() -> PersonName.parse("x".repeat(101))).isInstanceOf(Refusal.class);
  }

  @Property(tries = 3_000)
  void isTheSameWhenParsedAgainOrRefusedInOurWords(@ForAll String typed) {
    PersonName name;
    try {
      name = PersonName.parse(typed);
    } catch (Refusal refused) {
      return;
    }
    assertThat(PersonName.parse(name.value())).isEqualTo(name);
  }
}
