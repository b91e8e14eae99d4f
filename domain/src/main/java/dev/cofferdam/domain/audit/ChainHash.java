package dev.cofferdam.domain.audit;

import dev.cofferdam.domain.ids.OrgId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A link of an org's hash chain: SHA-256 (FIPS 180-4) over everything that came before. */
public final class ChainHash {
  /** In bytes. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private ChainHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException when there aren't {@link #LENGTH} bytes
   */
  public static ChainHash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "a chain hash has " + LENGTH + " bytes, not " + bytes.length);
    }
    return new ChainHash(bytes.clone());
  }

  /**
   * What an org's chain starts from: no two orgs share it, so an entry can't move from one chain to
   * another.
   */
  public static ChainHash genesis(OrgId org) {
    MessageDigest digest = sha256();
    digest.update("cofferdam/audit/1".getBytes(StandardCharsets.US_ASCII));
    digest.update(
        ByteBuffer.allocate(16)
            .putLong(org.value().getMostSignificantBits())
            .putLong(org.value().getLeastSignificantBits())
            .flip());
    return new ChainHash(digest.digest());
  }

  /**
   * The hash of an entry that follows this one. Fields go in with their lengths, so that none can
   * run into the next.
   */
  ChainHash next(long seq, long epochMicros, String... fields) {
    MessageDigest digest = sha256();
    digest.update(bytes);
    digest.update(ByteBuffer.allocate(16).putLong(seq).putLong(epochMicros).flip());
    for (String field : fields) {
      byte[] text = field.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(4).putInt(text.length).flip());
      digest.update(text);
    }
    return new ChainHash(digest.digest());
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChainHash that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
