package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.identity.EmailAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Mailer} promises. */
public abstract class MailerContract {
  private static final EmailAddress ADA = EmailAddress.parse("ada@example.com");

  protected abstract Mailer mailer();

  /** What has arrived, as who got it reads it, oldest first; line ends are those of Unix. */
  protected abstract List<Letter> delivered();

  @Test
  void aLetterArrivesAsItWasWritten() {
    Letter letter =
        new Letter(ADA, "Confirm your address", "Hello Ada,\n\nyes?\n", "<p>Hello Ada,<p>yes?\n");

    mailer().send(letter);

    assertThat(delivered()).containsExactly(letter);
  }

  @Test
  void everyLetterArrivesOnce() {
    Letter first = new Letter(ADA, "First", "one", "<p>one");
    Letter second = new Letter(EmailAddress.parse("grace@example.org"), "Second", "two", "<p>two");

    mailer().send(first);
    mailer().send(second);

    assertThat(delivered()).containsExactly(first, second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Grüße, Привет, 你好, 🔑",
        "a line\n.\nof a dot alone\n..\n",
        "From the start of a line\nFrom here",
        "=3D =\n= tabs\tand trailing spaces   \n",
        "--boundary\n------=_Part_0\nContent-Type: text/html",
        "\n\nempty lines around\n\n"
      })
  void anyTextArrives(String text) {
    Letter letter = new Letter(ADA, "Subject", text, "<pre>" + text + "</pre>");

    mailer().send(letter);

    assertThat(delivered()).containsExactly(letter);
  }

  @Test
  void longLinesArrive() {
    Letter letter = new Letter(ADA, "S".repeat(200), "t".repeat(5_000), "é".repeat(5_000));

    mailer().send(letter);

    assertThat(delivered()).containsExactly(letter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ваш счёт — 100 €",
        "=?UTF-8?Q?not_encoded?=",
        "Bcc: eve@example.com",
        "quotes \" and <brackets>, commas",
        "🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑"
      })
  void anySubjectArrives(String subject) {
    Letter letter = new Letter(ADA, subject, "text", "<p>html");

    mailer().send(letter);

    assertThat(delivered()).containsExactly(letter);
  }
}
