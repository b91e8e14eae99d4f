package dev.cofferdam.app.conformance;

/** What came of trying one wall. */
sealed interface Verdict {
  /** The wall held. */
  record Held() implements Verdict {}

  /**
   * The wall has a hole.
   *
   * @param how what got through
   */
  record Breached(String how) implements Verdict {}

  /**
   * It could not be tried here.
   *
   * @param why what is missing
   */
  record Untried(String why) implements Verdict {}
}
