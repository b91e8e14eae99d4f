package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LetterTest {
  private static final EmailAddress TO = EmailAddress.parse("ada@example.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hi\r\nBcc: eve@example.com",
        "Hi\nBcc: eve@example.com",
        "Hi\rBcc: eve@example.com",
        "Hi\0",
        "Hi\u0085",
        "Hi\u2028",
        " ",
        ""
      })
  void aSubjectIsOneLine(String subject) {
    assertThatThrownBy(() -> new Letter(TO, subject, "text", "<p>html"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("subject");
  }

  @Test
  void partsHaveLimits() {
    assertThatThrownBy(() -> new Letter(TO, "s".repeat(201), "text", "<p>html"))
        .hasMessageStartingWith("subject");
    assertThatThrownBy(() -> new Letter(TO, "s", "t".repeat(100_001), "<p>html"))
        .hasMessageStartingWith("text");
    assertThatThrownBy(() -> new Letter(TO, "s", "text", " ")).hasMessageStartingWith("html");
  }

  @Test
  void printsWithoutItsContent() {
    assertThat(new Letter(TO, "subject", "token", "token")).hasToString("Letter[[REDACTED]]");
  }
}
