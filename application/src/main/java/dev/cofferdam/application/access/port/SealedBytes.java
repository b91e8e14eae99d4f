package dev.cofferdam.application.access.port;

import java.util.Arrays;

/** Bytes that only a {@link InstanceSealer}, or the vault's sealer, can open. */
public final class SealedBytes {
  private final byte[] bytes;

  private SealedBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  public static SealedBytes of(byte[] ciphertext) {
    return new SealedBytes(ciphertext.clone());
  }

  public byte[] ciphertext() {
    return bytes.clone();
  }

  /** In bytes. */
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SealedBytes[" + bytes.length + "]";
  }
}
