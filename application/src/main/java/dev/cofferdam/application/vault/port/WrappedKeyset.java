package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;

/**
 * @param masterKeyId which master key wrapped it, so that a wrong one can be named
 * @param generation 1 for the org's first keyset, and one more with each that takes its place
 * @param shared whether it is wrapped by the org's {@link KeyShare} too
 */
public record WrappedKeyset(
    String masterKeyId, SealedBytes keyset, long generation, boolean shared) {
  /** An org's first. */
  public static WrappedKeyset first(String masterKeyId, SealedBytes keyset, boolean shared) {
    return new WrappedKeyset(masterKeyId, keyset, 1, shared);
  }

  /** What takes the place of this one. */
  public WrappedKeyset next(String newMasterKeyId, SealedBytes newKeyset, boolean nowShared) {
    return new WrappedKeyset(newMasterKeyId, newKeyset, generation + 1, nowShared);
  }
}
