package dev.cofferdam.application.identity.port;

/** Hands letters over to be delivered. */
public interface Mailer {
  /**
   * Sends a letter. When it returns, the letter is in the hands of somebody who keeps it; whether
   * it is ever read is another matter. Sending again sends a second letter.
   *
   * @throws MailNotSent when nobody took it
   */
  void send(Letter letter);
}
