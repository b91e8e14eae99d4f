package dev.cofferdam.domain.vault;

/** How a rotation stands: it can't fail, for it goes on until it is done. */
public enum KeyRotationStatus {
  RUNNING,
  DONE
}
