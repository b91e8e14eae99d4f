package dev.cofferdam.domain.runs.masking;

/**
 * A way to write some bytes of a text as sequences that begin with a certain byte, while the others
 * stand for themselves.
 */
interface Escapes {
  /** The sequence is not complete. */
  int INCOMPLETE = 0;

  /** No sequence begins like this: its first byte means nothing here, the others are text. */
  int INVALID = -1;

  /** The longest sequence, in bytes. */
  int MAX_LENGTH = 12;

  /** The most bytes that one sequence stands for. */
  int MAX_DECODED = 4;

  /** Whether a sequence begins with this byte, 0–255. */
  boolean opens(int b);

  /**
   * Reads a sequence that was {@link #INCOMPLETE} one byte before.
   *
   * @param decoded takes the bytes that it stands for
   * @return their number, or {@link #INCOMPLETE}, or {@link #INVALID}
   */
  int read(byte[] sequence, int length, byte[] decoded);

  /** The form that a complete sequence belongs to. */
  MaskedForm form(byte[] sequence, int length);
}
