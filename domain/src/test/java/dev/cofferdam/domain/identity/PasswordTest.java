package dev.cofferdam.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordTest {
  @Test
  void takesTenTo128Characters() {
    assertThat(Password.chosen("password", "abcdefghi!").reveal()).isEqualTo("abcdefghi!");
    assertThat(Password.chosen("password", "\uD83D\uDE80".repeat(128)).reveal()).hasSize(256);
    assertRefused("abcdefgh!");
    assertRefused("\uD83D\uDE80".repeat(9));
    assertRefused("x".repeat(129));
    assertRefused("\uD83D\uDE80".repeat(129));
  }

  @Test
  void countsWhatIsTypedAndWhatIsKept() {
    assertRefused("\ufdfa");
    assertRefused("e\u0301".repeat(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"password123", "PassWord123", "1234567890", "qwertyuiop", "\uff11234567890"})
  void refusesTheMostCommonHoweverTheyAreWritten(String common) {
    assertRefused(common);
    assertThat(Password.typed("password", common).reveal()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "basketball",
        "qwerty1234",
        "manchester",
        "strawberry",
        "1234567890a",
        "password11",
        "password1!",
        "q1w2e3r4t5",
        "11111111111",
        "QwertyUiop1"
      })
  void refusesWhatIsOnTheListsThatGuessersHave(String common) {
    assertRefused(common);
  }

  @Test
  void refusesTensOfThousands() {
    long known =
        new BufferedReader(
                new InputStreamReader(
                    Password.class.getResourceAsStream("common-passwords.txt"),
                    StandardCharsets.UTF_8))
            .lines()
            .filter(line -> !line.startsWith("# "))
            .peek(PasswordTest::assertRefused)
            .count();
    assertThat(known).isGreaterThan(10_000);
  }

  @Test
  void isNotWhoItsOwnerIs() {
    Optional<EmailAddress> email = Optional.of(EmailAddress.parse("ada.lovelace@example.org"));
    PersonName name = PersonName.parse("Augusta King-Noel");
    for (String own :
        List.of(
            "ada.lovelace@example.org",
            "Ada.Lovelace@EXAMPLE.org",
            "Ada Lovelace",
            "ADA_LOVELACE!",
            "\uff21da.lovelace",
            "augusta king noel",
            "AugustaKingNoel")) {
      Password chosen = Password.chosen("password", own);
      assertThatThrownBy(() -> chosen.requireNotAbout("password", email, name))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal ->
                  assertThat(refusal.errors())
                      .extracting(Refusal.FieldError::field)
                      .containsExactly("password"));
    }
    for (String other :
        List.of("ada lovelace wrote programs", "!!!!!!!!!!!!", "four random words")) {
      Password chosen = Password.chosen("password", other);
      assertThat(chosen.requireNotAbout("password", email, name)).isSameAs(chosen);
    }
  }

  @Test
  void refusesWhatIsNotText() {
    assertRefused("\ud800".repeat(10));
    assertRefused("long enough \udc00");
    assertThatThrownBy(() -> Password.typed("password", "\ud800")).isInstanceOf(Refusal.class);
  }

  @Test
  void takesWhateverIsTypedUpToALengthWhenLoggingIn() {
    assertThat(Password.typed("password", "").reveal()).isEmpty();
    assertThat(Password.typed("password", "password123").reveal()).isEqualTo("password123");
    assertThatThrownBy(() -> Password.typed("secret", "x".repeat(129)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.errors())
                    .extracting(Refusal.FieldError::field)
                    .containsExactly("secret"));
  }

  @Property
  void isTheSameFromEveryKeyboard(@ForAll @StringLength(min = 1, max = 40) String text) {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      return;
    }
    String kept = Password.typed("password", text).reveal();
    for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFKC)) {
      String other = Normalizer.normalize(text, form);
      if (other.codePointCount(0, other.length()) <= 128) {
        assertThat(Password.typed("password", other).reveal()).isEqualTo(kept);
      }
    }
  }

  @Test
  void keepsCaseAndSpaces() {
    assertThat(Password.chosen("password", "  Four Random Words ").reveal())
        .isEqualTo("  Four Random Words ");
  }

  @Test
  void printsAsRedacted() {
    assertThat(Password.chosen("password", "four random words")).hasToString("[REDACTED]");
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> Password.chosen("password", text))
        .isInstanceOf(Refusal.class)
        .hasMessageNotContaining(text);
  }
}
