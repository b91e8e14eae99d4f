package dev.cofferdam.application.identity.port;

import java.util.List;

final class InMemoryMailerTest extends MailerContract {
  private final InMemoryMailer mailer = new InMemoryMailer();

  @Override
  protected Mailer mailer() {
    return mailer;
  }

  @Override
  protected List<Letter> delivered() {
    return mailer.sent();
  }
}
