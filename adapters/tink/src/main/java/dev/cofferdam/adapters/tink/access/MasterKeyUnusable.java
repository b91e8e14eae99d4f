package dev.cofferdam.adapters.tink.access;

/**
 * The master key is missing, damaged, readable by others, or another one than what is stored here
 * needs. The message is for the operator: it names files and ids of keys, never a key.
 */
public final class MasterKeyUnusable extends RuntimeException {
  private static final long serialVersionUID = 1;

  MasterKeyUnusable(String message) {
    super(message);
  }

  MasterKeyUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
