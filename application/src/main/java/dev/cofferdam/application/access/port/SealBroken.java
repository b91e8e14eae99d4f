package dev.cofferdam.application.access.port;

/**
 * Sealed bytes that do not open here: changed, moved, or sealed under another key. Never says more.
 */
public final class SealBroken extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SealBroken(String what) {
    super(what + " can't be opened with the keys of this installation");
  }
}
