package dev.cofferdam.domain.runs.masking;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns matches into output: masks the union of all of them, one marker for each run of bytes in
 * which they overlap, and counts those that lie in no longer one.
 *
 * <p>Both are a function of the set of all matches, so it doesn't matter in which portions that set
 * becomes known; only how early something may be said depends on {@link Scanner#settled}.
 */
final class Resolver implements Matches {
  private static final Comparator<Match> BY_END =
      Comparator.comparingLong(Match::end).thenComparingLong(Match::start);

  private final byte[] marker;
  private final Receipt receipt;
  private final List<Match> fresh = new ArrayList<>();

  /**
   * Those that lie in no other, by start and so by end; the head of them has been masked and waits
   * only to be counted, the tail waits to be masked.
   */
  private final Deque<Interval> masked = new ArrayDeque<>();

  private final Deque<Interval> waiting = new ArrayDeque<>();

  /** Up to here the input has been passed on or masked. */
  private long position;

  /** The end of the last mask, and where its marker begins in the output. */
  private long maskEnd;

  private long maskOffset;
  private long written;

  Resolver(byte[] marker, Receipt receipt) {
    this.marker = marker.clone();
    this.receipt = receipt;
  }

  @Override
  public void add(long start, long end, int pattern, MaskedForm form) {
    fresh.add(new Match(start, end, pattern, form));
  }

  /**
   * Says what has become certain.
   *
   * @param settled no match that is not yet known begins before it
   */
  void advance(Window window, long settled, MaskSink sink) {
    if (!fresh.isEmpty()) {
      fresh.sort(BY_END);
      fresh.forEach(this::place);
      fresh.clear();
    }
    // Beyond, something that is still to come may join a mask with the one before it.
    while (!waiting.isEmpty() && waiting.getFirst().start() <= settled) {
      Interval next = waiting.removeFirst();
      pass(next.start(), window, sink);
      mask(next, sink);
    }
    pass(settled, window, sink);
    while (!masked.isEmpty() && masked.getFirst().start() < settled) {
      receipt.record(masked.removeFirst(), sink);
    }
  }

  /** Matches come in the order of their ends, so a new one is in none but the last. */
  private void place(Match match) {
    Interval last = last();
    while (last != null && last.start() >= match.start() && !last.isAt(match)) {
      (waiting.isEmpty() ? masked : waiting).removeLast();
      last = last();
    }
    if (last != null && last.isAt(match)) {
      last.add(match);
    } else if (last == null || last.end() < match.end()) {
      waiting.addLast(new Interval(match));
    }
  }

  private @Nullable Interval last() {
    return waiting.isEmpty() ? masked.peekLast() : waiting.peekLast();
  }

  private void pass(long to, Window window, MaskSink sink) {
    if (to > position) {
      sink.bytes(window.view(position, to));
      written += to - position;
      position = to;
    }
  }

  private void mask(Interval interval, MaskSink sink) {
    if (interval.start() >= maskEnd) {
      maskOffset = written;
      written += marker.length;
      sink.bytes(ByteBuffer.wrap(marker).asReadOnlyBuffer());
    }
    maskEnd = interval.end();
    position = Math.max(position, maskEnd);
    interval.maskedAt(maskOffset);
    masked.addLast(interval);
  }
}
