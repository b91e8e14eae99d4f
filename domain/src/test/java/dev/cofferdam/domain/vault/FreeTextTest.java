package dev.cofferdam.domain.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeTextTest {
  @Test
  void takesWhatPeopleWrite() {
    String text = "Key of the shop\n\t— für Zürich \uD83D\uDD11";
    assertThat(FreeText.require("note", text)).isEqualTo(text);
    assertThat(FreeText.require("note", "\uD83D\uDD11".repeat(1_000))).hasSize(2_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\u001b[31m", "\u007f", "\u0085", "\r\n", "half \ud83d"})
  void refusesWhatADatabaseOrATerminalWouldTrip(String text) {
    assertThatThrownBy(() -> FreeText.require("note", text))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("note");
  }

  @Test
  void refusesMoreThanItsLimit() {
    assertThatThrownBy(() -> FreeText.require("note", "x".repeat(1_001)))
        .isInstanceOf(Refusal.class);
  }
}
