package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads a signed token's compact form (RFC 7515, section 7.1) by the letter: three parts in
 * base64url without padding, each the one way to write its bytes. Lenient reading would take
 * several texts for one token, since the last character of a part has bits to spare.
 */
final class CompactForm {
  /** 8 KiB. */
  static final int MAX_LENGTH = 8_192;

  private CompactForm() {}

  /** Empty when it is not one. */
  static Optional<SignedJWT> parse(String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    for (String part : parts) {
      if (!isCanonical(part)) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          new SignedJWT(new Base64URL(parts[0]), new Base64URL(parts[1]), new Base64URL(parts[2])));
    } catch (ParseException | RuntimeException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isCanonical(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      return bytes.length > 0
          && Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
