package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.SignedClaim;
import java.util.List;

/**
 * Signs what the installation vouches for, with Ed25519 (RFC 8032) under keys of its own.
 *
 * <p>It guarantees that whoever has the public keys can tell what this installation said from what
 * it didn't, without asking it: {@link SignedClaim#bytesToSign} is signed as it stands. It must say
 * no to claims that were changed in any part, and to those of other installations.
 */
public interface Notary {
  SignedClaim sign(ChainClaim claim);

  /** Whether this installation has said exactly that. */
  boolean vouchesFor(SignedClaim claim);

  /** The public keys, the one that signs first. */
  List<PublicKey> keys();

  /**
   * @param x the key's 32 bytes in base64url without padding, as in a JWK (RFC 8037)
   */
  record PublicKey(String keyId, String x) {}
}
