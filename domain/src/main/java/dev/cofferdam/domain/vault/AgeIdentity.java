package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.access.Refusal;
import java.util.Locale;
import java.util.Objects;

/**
 * An X25519 identity of age (age-encryption.org/v1), which reads what was encrypted to its
 * recipient. Prints without it.
 */
public final class AgeIdentity {
  private static final String PREFIX = "age-secret-key-";

  private final AgeRecipient recipient;
  private final String secret;

  /**
   * @param secret {@code AGE-SECRET-KEY-1…}
   */
  public AgeIdentity(AgeRecipient recipient, String secret) {
    this.recipient = Objects.requireNonNull(recipient, "recipient");
    if (!secret.equals(secret.toUpperCase(Locale.ROOT))
        || Bech32.decode(PREFIX, secret).isEmpty()) {
      throw Refusal.invalid("identity", "must be an identity of age");
    }
    this.secret = secret;
  }

  public AgeRecipient recipient() {
    return recipient;
  }

  /** As it stands in an identity file of age. */
  public String reveal() {
    return secret;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AgeIdentity that
        && recipient.equals(that.recipient)
        && secret.equals(that.secret);
  }

  @Override
  public int hashCode() {
    return recipient.hashCode();
  }

  @Override
  public String toString() {
    return "AgeIdentity[" + recipient + ", [REDACTED]]";
  }
}
