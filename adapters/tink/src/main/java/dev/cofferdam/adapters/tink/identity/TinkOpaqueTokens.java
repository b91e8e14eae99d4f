package dev.cofferdam.adapters.tink.identity;

import com.google.crypto.tink.config.TinkConfig2026;
import com.google.crypto.tink.prf.PrfSet;
import dev.cofferdam.adapters.tink.access.AssociatedData;
import dev.cofferdam.adapters.tink.access.InstanceKeysets;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.domain.access.Refusal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Tokens of the form {@code <prefix>[0-9A-Za-z]{49}}, for secret scanners too; a refresh token is
 * {@code cfs_[0-9A-Za-z]{49}}.
 *
 * <p>After the prefix come 43 base62 digits of 256 random bits and 6 of CRC32 (ISO-HDLC, as in zip)
 * over prefix and random digits, numbers with their highest digit first and zeros in front. CRC32
 * finds every error within 32 bits, so any one wrong character is refused without asking anybody.
 *
 * <p>The hash is HMAC-SHA256 under the installation's keyset {@code tokens}, over label, prefix and
 * token, see {@link AssociatedData}: a token of one kind never has the hash of another. Changing
 * the keyset forgets every token.
 */
public final class TinkOpaqueTokens implements OpaqueTokens {
  private static final int RANDOM_BYTES = 32;
  private static final int RANDOM_DIGITS = 43;
  private static final int CHECK_DIGITS = 6;
  private static final int HASH_BYTES = 32;
  private static final Pattern DIGITS =
      Pattern.compile("[0-9A-Za-z]{" + (RANDOM_DIGITS + CHECK_DIGITS) + "}");

  private final SecureRandom random = new SecureRandom();
  private final PrfSet prf;

  /** Opens the keyset, so that a wrong master key is told at start. */
  public TinkOpaqueTokens(InstanceKeysets keysets) {
    try {
      this.prf = keysets.tokens().getPrimitive(TinkConfig2026.get(), PrfSet.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keyset tokens has no use here", e);
    }
  }

  @Override
  public NewToken create(Kind kind) {
    byte[] bits = new byte[RANDOM_BYTES];
    random.nextBytes(bits);
    String start = kind.prefix() + Base62.encode(new BigInteger(1, bits), RANDOM_DIGITS);
    String token = start + check(start);
    return new NewToken(token, keyedHash(kind, token));
  }

  @Override
  public TokenHash hash(Kind kind, String token) {
    String prefix = kind.prefix();
    if (token.length() != prefix.length() + RANDOM_DIGITS + CHECK_DIGITS
        || !token.startsWith(prefix)
        || !DIGITS.matcher(token.substring(prefix.length())).matches()
        || !token.endsWith(check(token.substring(0, prefix.length() + RANDOM_DIGITS)))) {
      throw Refusal.unauthenticated("malformed_token", "This is not such a token.");
    }
    return keyedHash(kind, token);
  }

  private static String check(String start) {
    CRC32 crc = new CRC32();
    crc.update(start.getBytes(StandardCharsets.US_ASCII));
    return Base62.encode(BigInteger.valueOf(crc.getValue()), CHECK_DIGITS);
  }

  private TokenHash keyedHash(Kind kind, String token) {
    byte[] input = AssociatedData.of("cofferdam/token", kind.prefix(), token);
    try {
      return new TokenHash(HexFormat.of().formatHex(prf.computePrimary(input, HASH_BYTES)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't hash a token", e);
    }
  }
}
