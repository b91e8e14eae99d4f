package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.vault.AgeIdentity;
import dev.cofferdam.domain.vault.AgeRecipient;
import java.util.List;
import java.util.Optional;

/** Files of age (age-encryption.org/v1) with X25519 recipients, as the program {@code age} has. */
public interface AgeFiles {
  /** A new identity. */
  AgeIdentity newIdentity();

  /**
   * An armored file that each of these recipients reads, and nobody else.
   *
   * @param to at least one
   */
  String encrypt(List<AgeRecipient> to, byte[] clear);

  /**
   * Reads a file, armored or not. Takes any bytes.
   *
   * @param limit of what is in it, in bytes
   * @return empty when it is no file of age, is damaged, holds more, or is for none of these
   */
  Optional<byte[]> decrypt(List<AgeIdentity> identities, byte[] file, int limit);
}
