package dev.cofferdam.app.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations in milliseconds and what is said of them. */
final class Sample {
  private final List<Double> values = new ArrayList<>();

  void add(double millis) {
    values.add(millis);
  }

  /** Adds the time since a {@link System#nanoTime}. */
  void addSince(long nanoTime) {
    add((System.nanoTime() - nanoTime) / 1e6);
  }

  void addAll(Sample others) {
    values.addAll(others.values);
  }

  int size() {
    return values.size();
  }

  /**
   * The smallest value that at least {@code share} of all values don't exceed.
   *
   * @param share 0.5 for the median
   */
  double quantile(double share) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }
}
