package dev.cofferdam.app.bench;

/**
 * One number of a bench run.
 *
 * @param unit {@code ms}, {@code s} or {@code x} for a ratio
 * @param target the most that it should be
 * @param against what it was compared with in the same run; empty where it is no ratio
 */
record Figure(
    String name, double measured, String unit, double target, int samples, String against) {
  boolean reached() {
    return measured <= target;
  }
}
