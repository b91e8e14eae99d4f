package dev.cofferdam.adapters.mail.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.adapters.mail.identity.SmtpServer.Credentials;
import dev.cofferdam.adapters.mail.identity.SmtpServer.Security;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SmtpServerTest {
  private static final Credentials CREDENTIALS = new Credentials("user", "p@ss+w:rd/");

  @Test
  void readsWhatIsDocumented() {
    String login = "user:p%40ss+w:rd%2F@";
    assertThat(SmtpServer.parse("smtp://" + login + "mail.example:2587?starttls=required"))
        .isEqualTo(
            new SmtpServer("mail.example", 2587, Security.STARTTLS, Optional.of(CREDENTIALS)));
    assertThat(SmtpServer.parse("smtp://mail.example"))
        .isEqualTo(new SmtpServer("mail.example", 587, Security.STARTTLS, Optional.empty()));
    assertThat(SmtpServer.parse("smtps://" + login + "mail.example/"))
        .isEqualTo(new SmtpServer("mail.example", 465, Security.TLS, Optional.of(CREDENTIALS)));
    assertThat(SmtpServer.parse("smtp://relay.lan:25?starttls=off"))
        .isEqualTo(new SmtpServer("relay.lan", 25, Security.NONE, Optional.empty()));
    assertThat(SmtpServer.parse("smtp://" + login + "localhost?starttls=off").credentials())
        .contains(CREDENTIALS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mail.example",
        "http://u:s3cret@mail.example",
        "smtp:u:s3cret@mail.example",
        "smtp://",
        "smtp://u:s3cret@",
        "smtp://u:s3cret@mail.example:0",
        "smtp://u:s3cret@mail.example:65536",
        "smtp://u:s3cret@mail.example:x",
        "smtp://u:s3cret@mail.example/path",
        "smtp://u:s3cret@mail.example#fragment",
        "smtp://u:s3cret@mail.example?starttls=maybe",
        "smtp://u:s3cret@mail.example?starttls=off",
        "smtp://u:s3cret@mail.example?verify=no",
        "smtps://u:s3cret@mail.example?starttls=off",
        "smtp://s3cret@mail.example",
        "smtp://:s3cret@mail.example",
        "smtp://u:@mail.example",
        "smtp://u:s3cret%0D%0A@mail.example",
        "smtp://u:s3cret%zz@mail.example",
        "smtp://u:s3cret^@mail.example",
        "smtp://u:s3cret@mail example"
      })
  void anythingElseIsRefusedWithoutSayingThePassword(String url) {
    assertThatThrownBy(() -> SmtpServer.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SMTP")
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }

  @Test
  void printsWithoutThePassword() {
    assertThat(SmtpServer.parse("smtps://user:s3cret@mail.example").toString())
        .contains("mail.example", "[REDACTED]")
        .doesNotContain("s3cret");
  }
}
