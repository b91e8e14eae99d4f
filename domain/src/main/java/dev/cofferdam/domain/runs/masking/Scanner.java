package dev.cofferdam.domain.runs.masking;

/** Looks for the patterns in one family of encodings. It keeps its place between calls. */
interface Scanner {
  /**
   * Reads the next bytes and reports each match that ends in them, once, in any order.
   *
   * @param window holds, from its start on, every byte from {@link #settled} on, and the new ones
   * @param from where the new bytes begin in it
   */
  void scan(Window window, int from, Matches matches);

  /** The raw offset before which nothing that is still to come can begin to match. */
  long settled(Window window);
}
