package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;

/**
 * @param masterKeyId which master key wrapped it, so that a wrong one can be named
 */
public record WrappedKeyset(String masterKeyId, SealedBytes keyset) {}
