package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.JWSHeader;
import java.util.Optional;

/** The keys of one issuer as they are known now. */
interface IssuerKeys {
  /**
   * The key that a token's header asks for; empty when the issuer has none such.
   *
   * @throws dev.cofferdam.domain.access.Refusal {@code issuer_unavailable} when nobody can tell
   */
  Optional<VerificationKey> find(JWSHeader header);

  /** Whether what this key has signed is still to be believed. Never waits. */
  boolean isCurrent(VerificationKey key);
}
