package dev.cofferdam.application.identity.port;

import java.util.Optional;

/**
 * Signed JSON Web Tokens (RFC 7519) of issuers that the operator trusts.
 *
 * <p>It guarantees that what {@link #verify} returns was signed by a key of the issuer that it
 * names, is meant for this installation, and is neither expired nor from the future. An issuer's
 * keys are kept for a while, so that it need not answer for its tokens to be read; where they can't
 * be had, nobody gets in by them.
 */
public interface ExternalTokens {
  /** What an issuer is trusted for. A token of one for the other is refused. */
  enum Use {
    /** People sign in with its tokens. */
    SIGN_IN,
    /** Its tokens say which job of a CI system runs, and are exchanged for a service token. */
    EXCHANGE
  }

  /**
   * The trusted issuer whose token this claims to be. Nothing of it has been checked: it is for
   * finding out whom to ask.
   */
  Optional<String> claimedIssuer(String token);

  /** Whether an issuer is trusted for something. */
  boolean trusts(String issuer, Use use);

  /**
   * @throws dev.cofferdam.domain.access.Refusal {@code invalid_token}, {@code expired_token}, or
   *     {@code issuer_unavailable} where the issuer's keys can't be had now
   */
  ExternalToken verify(String token, Use use);
}
