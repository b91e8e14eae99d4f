package dev.cofferdam.app.config;

import dev.cofferdam.adapters.mail.identity.SmtpServer;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import io.dropwizard.validation.selfvalidating.SelfValidating;
import io.dropwizard.validation.selfvalidating.SelfValidation;
import io.dropwizard.validation.selfvalidating.ViolationCollector;
import java.util.Objects;
import java.util.Optional;

/**
 * How letters are sent; {@code config.yml} documents each setting.
 *
 * @param smtpUrl carries a password, perhaps; empty where letters are put into a folder
 */
@SelfValidating
public record MailSettings(String smtpUrl, String from, String supportEmail) {
  private static final String FROM_NOWHERE = "cofferdam@localhost";

  /** A setting without a value is an empty one, as YAML has it. */
  public MailSettings {
    smtpUrl = Objects.requireNonNullElse(smtpUrl, "");
    from = Objects.requireNonNullElse(from, "");
    supportEmail = Objects.requireNonNullElse(supportEmail, "");
  }

  @SelfValidation
  public void check(ViolationCollector violations) {
    if (!smtpUrl.isEmpty()) {
      try {
        SmtpServer.parse(smtpUrl);
      } catch (IllegalArgumentException wrong) {
        violations.addViolation("smtpUrl", "is wrong: " + wrong.getMessage());
      }
      if (from.isEmpty()) {
        violations.addViolation(
            "from", "must be the address that letters come from, since smtpUrl is set (MAIL_FROM)");
      }
    }
    if (!from.isEmpty() && !isAddress(from)) {
      violations.addViolation("from", "must be an e-mail address, without a name");
    }
    if (!supportEmail.isEmpty() && !isAddress(supportEmail)) {
      violations.addViolation("supportEmail", "must be an e-mail address, without a name");
    }
  }

  private static boolean isAddress(String text) {
    try {
      EmailAddress.parse(text);
      return true;
    } catch (Refusal none) {
      return false;
    }
  }

  /** Empty where letters are put into a folder. */
  public Optional<SmtpServer> server() {
    return Optional.of(smtpUrl).filter(url -> !url.isEmpty()).map(SmtpServer::parse);
  }

  public EmailAddress sender() {
    return EmailAddress.parse(from.isEmpty() ? FROM_NOWHERE : from);
  }

  public Optional<EmailAddress> support() {
    return Optional.of(supportEmail).filter(text -> !text.isEmpty()).map(EmailAddress::parse);
  }

  /** Without the password that the URL may carry. */
  @Override
  public String toString() {
    return "MailSettings[" + (smtpUrl.isEmpty() ? "folder" : "[REDACTED]") + ", " + from + "]";
  }
}
