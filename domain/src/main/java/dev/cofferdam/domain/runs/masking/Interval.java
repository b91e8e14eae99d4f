package dev.cofferdam.domain.runs.masking;

import java.util.ArrayList;
import java.util.List;

/** Bytes to mask, and all that was found at exactly these. */
final class Interval {
  /** A pattern, and the form in which it stands here. */
  record Found(int pattern, MaskedForm form) {}

  private final long start;
  private final long end;
  private final List<Found> found = new ArrayList<>(1);
  private long maskedOffset;

  Interval(Match match) {
    this.start = match.start();
    this.end = match.end();
    add(match);
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  List<Found> found() {
    return found;
  }

  boolean isAt(Match match) {
    return start == match.start() && end == match.end();
  }

  void add(Match match) {
    Found more = new Found(match.pattern(), match.form());
    if (!found.contains(more)) {
      found.add(more);
    }
  }

  /** Where the marker that covers it begins in the masked stream. */
  long maskedOffset() {
    return maskedOffset;
  }

  void maskedAt(long offset) {
    maskedOffset = offset;
  }
}
