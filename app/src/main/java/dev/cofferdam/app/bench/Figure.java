package dev.cofferdam.app.bench;

/**
 * One number of a bench run.
 *
 * @param unit {@code ms}, {@code s} or {@code x} for a ratio
 * @param bound on which side of the target it should be
 * @param target the most, or the least, that it should be
 * @param against what it was compared with in the same run; empty where it is no ratio
 */
record Figure(
    String name,
    double measured,
    String unit,
    Bound bound,
    double target,
    int samples,
    String against) {
  /** A side of a target. */
  enum Bound {
    AT_MOST,
    AT_LEAST
  }

  static Figure atMost(
      String name, double measured, String unit, double target, int samples, String against) {
    return new Figure(name, measured, unit, Bound.AT_MOST, target, samples, against);
  }

  static Figure atLeast(
      String name, double measured, String unit, double target, int samples, String against) {
    return new Figure(name, measured, unit, Bound.AT_LEAST, target, samples, against);
  }

  boolean reached() {
    return bound == Bound.AT_MOST ? measured <= target : measured >= target;
  }
}
