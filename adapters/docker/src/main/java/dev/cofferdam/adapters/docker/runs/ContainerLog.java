package dev.cofferdam.adapters.docker.runs;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A container's standard output as the engine keeps it, handed from the client's thread to the one
 * that reads. It holds little: a slow reader slows the engine's sending, not the container.
 */
final class ContainerLog extends ResultCallback.Adapter<Frame> {
  /** What the log gives next. */
  sealed interface Piece {
    record Bytes(ByteBuffer bytes) implements Piece {}

    /** Nothing came in the time waited. */
    record Nothing() implements Piece {}

    /** The log is over: the container ended, or the connection did. */
    record End() implements Piece {}
  }

  private static final int WAITING = 256;

  private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(WAITING);
  private volatile boolean closed;

  @Override
  public void onNext(Frame frame) {
    // docker-java 3.7.1 reads the next piece into the same array when this one filled it.
    put(new Piece.Bytes(ByteBuffer.wrap(frame.getPayload().clone())));
  }

  @Override
  public void onError(Throwable failure) {
    put(new Piece.End());
    super.onError(failure);
  }

  @Override
  public void onComplete() {
    put(new Piece.End());
    super.onComplete();
  }

  private void put(Piece piece) {
    try {
      boolean taken;
      do {
        taken = pieces.offer(piece, 100, TimeUnit.MILLISECONDS);
      } while (!taken && !closed);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  Piece next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(pieces.poll(patience.toNanos(), TimeUnit.NANOSECONDS))
        .orElseGet(Piece.Nothing::new);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    super.close();
  }
}
