package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.domain.access.Refusal;
import java.util.List;

/**
 * What is said of tokens in letters' links: of one that is none the same as of one that is used.
 */
final class MailedTokens {
  private MailedTokens() {}

  static TokenHash hash(OpaqueTokens opaque, OpaqueTokens.Kind kind, String token) {
    try {
      return opaque.hash(kind, token);
    } catch (Refusal malformed) {
      throw unknown();
    }
  }

  static Refusal unknown() {
    String message = "is unknown, used, expired, or replaced by a newer letter's";
    return new Refusal(
        Refusal.Kind.INVALID,
        "invalid_token_in_link",
        "token " + message,
        List.of(new Refusal.FieldError("token", message)));
  }
}
