package dev.cofferdam.domain.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What two parties sign webhooks with: Standard Webhooks 1.0, symmetric scheme {@code v1}, which is
 * Svix's too. A signature is HMAC-SHA-256 over {@code <id>.<timestamp>.<body>}, the body byte for
 * byte as it is sent. Prints without the secret.
 */
public final class WebhookSecret {
  /** How far a message's time may be from now, in either direction. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String PREFIX = "whsec_";
  private static final String SCHEME = "v1,";
  private static final String HMAC = "HmacSHA256";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;

  /** Signatures of one message: one for each secret while secrets are being changed. */
  private static final int MAX_SIGNATURES = 16;

  private static final int MAX_ID = 256;

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    this.key = key;
  }

  /**
   * @param text {@code whsec_} and base64 of 24 to 64 bytes
   * @throws IllegalArgumentException without the text
   */
  public static WebhookSecret parse(String text) {
    if (text.startsWith(PREFIX)) {
      try {
        return of(Base64.getDecoder().decode(text.substring(PREFIX.length())));
      } catch (IllegalArgumentException notBase64) {
        // told below, without what was given
      }
    }
    throw new IllegalArgumentException("must be whsec_ and base64 of 24 to 64 bytes");
  }

  /**
   * @throws IllegalArgumentException when there are not 24 to 64 bytes
   */
  public static WebhookSecret of(byte[] key) {
    if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
      throw new IllegalArgumentException("must have 24 to 64 bytes");
    }
    return new WebhookSecret(key.clone());
  }

  /** The secret itself, to be shown once and to be sealed. */
  public String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** A message's signature, as it goes into {@code webhook-signature}. */
  public String sign(String id, Instant at, byte[] body) {
    byte[] signature = signature(id, Long.toString(at.getEpochSecond()), body);
    return SCHEME + Base64.getEncoder().encodeToString(signature);
  }

  /**
   * Whether this secret's holder has signed a message, within {@link #TOLERANCE} of now.
   *
   * @param id of the message, as in {@code webhook-id}
   * @param timestamp seconds since the epoch, as in {@code webhook-timestamp}
   * @param signatures those of {@code webhook-signature}, with spaces between them; those of other
   *     schemes are passed over
   */
  public boolean hasSigned(
      String id, String timestamp, String signatures, byte[] body, Instant now) {
    if (id.isEmpty() || id.length() > MAX_ID || id.indexOf('.') >= 0 || !isNear(timestamp, now)) {
      return false;
    }
    String[] offered = signatures.split(" ", MAX_SIGNATURES + 1);
    if (offered.length > MAX_SIGNATURES) {
      return false;
    }
    byte[] expected = signature(id, timestamp, body);
    boolean found = false;
    for (String each : offered) {
      found |= each.startsWith(SCHEME) && MessageDigest.isEqual(expected, decoded(each));
    }
    return found;
  }

  private static boolean isNear(String timestamp, Instant now) {
    if (!timestamp.matches("[0-9]{1,12}")) {
      return false;
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(at, now).abs().compareTo(TOLERANCE) <= 0;
  }

  private static byte[] decoded(String signature) {
    try {
      return Base64.getDecoder().decode(signature.substring(SCHEME.length()));
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  private byte[] signature(String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
