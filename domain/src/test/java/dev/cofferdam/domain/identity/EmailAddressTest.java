package dev.cofferdam.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailAddressTest {
  @ParameterizedTest
  @CsvSource({
    "ada@example.org, ada@example.org",
    "' Ada@Example.ORG\t', ada@example.org",
    "a.d.a+tag@example.org, a.d.a+tag@example.org",
    "O'Brien@example.org, o'brien@example.org",
    "ada@localhost, ada@localhost",
    "søren@müller.example, søren@müller.example",
    "ada@xn--mller-kva.example, ada@xn--mller-kva.example",
    "用户@例子.广告, 用户@例子.广告"
  })
  void canonicalises(String typed, String canonical) {
    assertThat(EmailAddress.parse(typed).value()).isEqualTo(canonical);
  }

  @Test
  void makesOneOfComposedAndDecomposedLetters() {
    assertThat(EmailAddress.parse("So\u0308ren@example.org"))
        .isEqualTo(EmailAddress.parse("S\u00f6ren@example.org"));
  }

  @Test
  void isCanonicalWhereLoweringALetterUndoesItsComposition() {
    EmailAddress email = EmailAddress.parse("\u0130\u0327@example.org");
    assertThat(EmailAddress.parse(email.value())).isEqualTo(email);
  }

  @ParameterizedTest
  @CsvSource({
    "paypal@example.org, p\u0430ypal@example.org", // Cyrillic a
    "ada@example.org, ada@ex\u0430mple.org", // Cyrillic a
    "ada@example.org, \uff41da@example.org", // fullwidth a
    "file@example.org, \ufb01le@example.org", // ligature fi
    "a.da@example.org, ada@example.org",
    "ada+x@example.org, ada@example.org",
    "strasse@example.org, straße@example.org",
    "ada@example.org, ada@examp1e.org"
  })
  void keepsApartWhatOnlyLooksAlike(String one, String another) {
    assertThat(EmailAddress.parse(one)).isNotEqualTo(EmailAddress.parse(another));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ada",
        "@example.org",
        "ada@",
        "ada@@example.org",
        "ada@b@example.org",
        "ada@example..org",
        "ada@.example.org",
        "ada@example.org.",
        "ada @example.org",
        "ada@exam ple.org",
        "ada@example.org\r\nBcc: eve@example.org",
        "ada\u0000@example.org",
        "ada@example.org\u0000",
        "<ada@example.org>",
        "Ada <ada@example.org>",
        "\"ada\"@example.org",
        "ada,eve@example.org",
        "ada@example.org,eve@example.org",
        "ada;eve@example.org",
        "ada\u200b@example.org",
        "ada\u202e@example.org",
        "\ufeffada@example.org",
        "ada@exa\u200dmple.org",
        "ada@[127.0.0.1]",
        "ada@example.org/x",
        "ada@exam_ple.org",
        "\ud800@example.org",
        "ada\udc00@example.org",
        "ada@exam\ud800ple.org",
        "ada(x)@example.org",
        "(x)ada@example.org",
        "ada\\@example.org",
        "[ada]@example.org",
        ".ada@example.org",
        "ada.@example.org",
        "a..da@example.org",
        "ada\u00a0@example.org",
        "a\u034fda@example.org",
        "a\u3164da@example.org",
        "a\ufe0fda@example.org",
        "a\u2800da@example.org",
        "ada@stra\u00dfe.example",
        "ada@\uff45xample.org",
        "ada@e\u017fample.org",
        "ada@xn--\u00e9.example",
        "ada@-example.org",
        "ada@example-.org"
      })
  void refuses(String typed) {
    assertThatThrownBy(() -> EmailAddress.parse(typed))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.errors())
                    .extracting(Refusal.FieldError::field)
                    .containsExactly("email"));
  }

  @Test
  void hasALongestLength() {
    String label = "b".repeat(63);
    String longest = "a".repeat(64) + "@" + label + "." + label + "." + "b".repeat(61);
    assertThat(EmailAddress.parse(longest).value()).hasSize(254);
    assertThatThrownBy(() -> EmailAddress.parse(longest + "b")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> EmailAddress.parse("a".repeat(65) + "@b.org"))
        .isInstanceOf(Refusal.class);
    assertThat(EmailAddress.parse("ø".repeat(32) + "@b.org").localPart()).hasSize(32);
    assertThatThrownBy(() -> EmailAddress.parse("ø".repeat(33) + "@b.org"))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> EmailAddress.parse("a@" + label + "b.org"))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> EmailAddress.parse("a@" + "b.".repeat(50_000)))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void tellsItsPartsAsTheyAreSent() {
    EmailAddress email = EmailAddress.parse("søren@müller.example");
    assertThat(email.localPart()).isEqualTo("søren");
    assertThat(email.asciiDomain()).isEqualTo("xn--mller-kva.example");
  }

  @Property(tries = 5_000)
  void isCanonicalOnceItIsParsedOrRefusedInOurWords(@ForAll("typed") String typed) {
    Optional<EmailAddress> parsed = parse(typed);
    parsed.ifPresent(
        email -> {
          assertThat(EmailAddress.parse(email.value())).isEqualTo(email);
          assertThat(new EmailAddress(email.value())).isEqualTo(email);
          assertThat(EmailAddress.parse("  " + typed + "\n")).isEqualTo(email);
          byte[] stored = email.value().getBytes(StandardCharsets.UTF_8);
          assertThat(new String(stored, StandardCharsets.UTF_8)).isEqualTo(email.value());
        });
  }

  @Property
  void doesNotDependOnCase(@ForAll("plain") String typed) {
    assertThat(EmailAddress.parse(typed.toUpperCase(Locale.ROOT)))
        .isEqualTo(EmailAddress.parse(typed));
  }

  @Provide
  Arbitrary<String> typed() {
    Arbitrary<String> part = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> address = Combinators.combine(part, part).as((a, b) -> a + "@" + b);
    Arbitrary<String> letters =
        Arbitraries.strings()
            .withChars("aAİıſKΣς\u0130\u212a\u0345\u0301\u0307\u0327\u1fbe\u00df\u01c5@.")
            .ofMaxLength(12)
            .map(text -> text + "@x.org");
    return Arbitraries.oneOf(Arbitraries.strings().all(), address, letters);
  }

  @Provide
  Arbitrary<String> plain() {
    Arbitrary<String> part = Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(20);
    return Combinators.combine(part, part).as((a, b) -> a + "@" + b + ".org");
  }

  private static Optional<EmailAddress> parse(String typed) {
    try {
      return Optional.of(EmailAddress.parse(typed));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }
}
