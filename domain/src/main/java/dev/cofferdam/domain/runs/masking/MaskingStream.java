package dev.cofferdam.domain.runs.masking;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One stream of bytes that is being masked. What comes out is what {@link MaskingRules} promises;
 * it is not for use by several threads at once.
 *
 * <p>An exception from the sink is passed on and leaves the stream unusable, because what it had
 * taken is not known.
 */
public final class MaskingStream {
  private static final int BLOCK = 16_384;

  private final List<Scanner> scanners;
  private final Receipt receipt;
  private final Resolver resolver;
  private final Window window = new Window(2 * BLOCK);
  private boolean usable = true;

  MaskingStream(List<Scanner> scanners, Receipt receipt) {
    this.scanners = scanners;
    this.receipt = receipt;
    this.resolver = new Resolver(MaskingRules.MARKER.getBytes(StandardCharsets.US_ASCII), receipt);
  }

  /**
   * Takes all bytes that remain in the buffer, and gives the sink what has become certain.
   *
   * @throws IllegalStateException after {@link #finish}, or after the sink has failed
   */
  public void write(ByteBuffer in, MaskSink sink) {
    begin();
    while (in.hasRemaining()) {
      int from = window.append(in, Math.min(BLOCK, in.remaining()));
      long settled = window.endOffset();
      for (Scanner scanner : scanners) {
        scanner.scan(window, from, resolver);
        settled = Math.min(settled, scanner.settled(window));
      }
      resolver.advance(window, settled, sink);
      window.discardBefore(settled);
    }
    usable = true;
  }

  /**
   * Ends the stream, and gives the sink the rest.
   *
   * @throws IllegalStateException when it was called before, or after the sink has failed
   */
  public void finish(MaskSink sink) {
    begin();
    resolver.advance(window, window.endOffset(), sink);
    window.clear();
  }

  private void begin() {
    if (!usable) {
      throw new IllegalStateException("the stream has ended or its sink has failed");
    }
    usable = false;
  }

  /** How often each secret was found so far in what has come out, by name and form. */
  public List<MaskCount> counts() {
    return receipt.counts();
  }
}
