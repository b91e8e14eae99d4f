package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.access.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.CRC32;

/** Tokens of the real shape, with hashes that are not keyed. */
public final class InMemoryOpaqueTokens implements OpaqueTokens {
  @Override
  public NewToken create(Kind kind) {
    String random = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "").substring(0, 43);
    String start = kind.prefix() + random;
    String token = start + check(start);
    return new NewToken(token, hash(kind, token));
  }

  @Override
  public TokenHash hash(Kind kind, String token) {
    int length = kind.prefix().length() + 49;
    if (token.length() != length
        || !token.startsWith(kind.prefix())
        || !token.endsWith(check(token.substring(0, length - 6)))) {
      throw Refusal.unauthenticated("malformed_token", "This is not such a token.");
    }
    return new TokenHash(kind + "-" + UUID.nameUUIDFromBytes(bytes(token)));
  }

  private static String check(String start) {
    CRC32 crc = new CRC32();
    crc.update(bytes(start));
    return String.format(Locale.ROOT, "%7s", Long.toString(crc.getValue(), 36))
        .replace(' ', '0')
        .substring(1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
