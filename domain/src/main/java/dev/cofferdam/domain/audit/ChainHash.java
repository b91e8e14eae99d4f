package dev.cofferdam.domain.audit;

import dev.cofferdam.domain.ids.OrgId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

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
    return new ChainHash(
        new Sha256()
            .add("cofferdam/audit/1".getBytes(StandardCharsets.US_ASCII))
            .add(org.value().getMostSignificantBits())
            .add(org.value().getLeastSignificantBits())
            .bytes());
  }

  /**
   * The hash of an entry that follows this one. Fields go in with their lengths, so that none can
   * run into the next.
   */
  ChainHash next(long seq, long epochMicros, List<String> fields) {
    Sha256 sha = new Sha256().add(bytes).add(seq).add(epochMicros);
    for (String field : fields) {
      sha.addText(field);
    }
    return new ChainHash(sha.bytes());
  }

  public byte[] bytes() {
    return bytes.clone();
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
