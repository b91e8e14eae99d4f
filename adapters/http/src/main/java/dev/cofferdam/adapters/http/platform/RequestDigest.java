package dev.cofferdam.adapters.http.platform;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a request is recognised by when it comes again: HMAC-SHA-256 (RFC 2104) over method, path
 * and body. It is keyed, and the key is kept sealed, because a body may hold a password: a plain
 * hash in the database would let it be guessed at full speed.
 */
final class RequestDigest {
  private static final String HMAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final SecureRandom CHANCE = new SecureRandom();

  private final byte[] line;
  private final byte[] body;

  private RequestDigest(byte[] line, byte[] body) {
    this.line = line;
    this.body = body;
  }

  static RequestDigest of(ContainerRequestContext request) {
    String line =
        request.getMethod()
            + " "
            + request.getUriInfo().getRequestUri().getRawPath()
            + queryOf(request);
    return new RequestDigest(line.getBytes(StandardCharsets.UTF_8), BodyFilter.bodyOf(request));
  }

  private static String queryOf(ContainerRequestContext request) {
    String query = request.getUriInfo().getRequestUri().getRawQuery();
    return query == null ? "" : "?" + query;
  }

  /** A fresh key, in base64. */
  static String newKey() {
    byte[] key = new byte[KEY_BYTES];
    CHANCE.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** The digest under a key, in hexadecimal. */
  String under(String key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), HMAC));
      mac.update(ByteBuffer.allocate(4).putInt(line.length).flip());
      mac.update(line);
      mac.update(body);
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  /** In hexadecimal. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
