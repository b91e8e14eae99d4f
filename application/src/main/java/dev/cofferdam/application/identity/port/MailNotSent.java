package dev.cofferdam.application.identity.port;

/**
 * A letter that nobody took. The message names neither its content nor any credential, and there is
 * no stack trace: what went wrong is elsewhere.
 */
public final class MailNotSent extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean lasting;

  public MailNotSent(String message, boolean lasting) {
    super(message, null, false, false);
    this.lasting = lasting;
  }

  /** Whether sending the same letter again can't help, such as for an address that is no more. */
  public boolean isLasting() {
    return lasting;
  }
}
