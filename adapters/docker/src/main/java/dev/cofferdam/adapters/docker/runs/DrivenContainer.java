package dev.cofferdam.adapters.docker.runs;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.cofferdam.adapters.driver.DriverSpec;
import dev.cofferdam.adapters.driver.DriverTranscript;
import dev.cofferdam.adapters.driver.MalformedDriverData;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A container whose PID 1 is a step driver: gets the driver its spec, once, and reads what it tells
 * from its beginning to its end, across broken connections. For one thread.
 */
final class DrivenContainer implements AutoCloseable {
  /**
   * How long a driver that was found without having accepted anything is given, before it gets its
   * spec from us: longer than the driver keeps a part of a spec whose sender died.
   */
  private static final Duration BEFORE_SENDING_AGAIN = Duration.ofSeconds(7);

  /** How much longer than its own clock says a driver may take before we kill it. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Engine engine;
  private final String id;
  private final DriverSpec spec;
  private final DriverTranscript transcript;
  private @Nullable Closeable input;
  private long read;
  private long acceptedNanos;
  private boolean overrun;

  DrivenContainer(Engine engine, String id, DriverSpec spec, DriverTranscript transcript) {
    this.engine = engine;
    this.id = id;
    this.spec = spec;
    this.transcript = transcript;
  }

  /** Sends the spec; the container need not run yet. */
  void send() throws SandboxUnavailable, InterruptedException {
    input = engine.write(id, spec.encode());
  }

  /**
   * Reads until the driver has told its end, or the container is no more.
   *
   * @throws SandboxUnavailable when the engine can't be reached
   */
  void follow() throws SandboxUnavailable, InterruptedException {
    long began = System.nanoTime();
    boolean alive = true;
    while (!readLog(began) && alive) {
      // Looked at before reading again: what a container that is dead by now has told is in its
      // log.
      alive = engine.state(id).map(Engine.State::isAlive).orElse(false);
      if (alive) {
        Thread.sleep(PATIENCE.toMillis());
      }
    }
  }

  /** Reads the log until the driver's end is told; false when the log ends before. */
  private boolean readLog(long began) throws SandboxUnavailable, InterruptedException {
    try (ContainerLog log = engine.log(id)) {
      long skip = read;
      while (!isOver()) {
        ContainerLog.Piece piece = log.next(PATIENCE);
        if (piece instanceof ContainerLog.Piece.Bytes bytes) {
          skip = take(bytes.bytes(), skip);
        } else if (piece instanceof ContainerLog.Piece.End) {
          return false;
        }
        watch(began);
      }
      return true;
    } catch (NotFoundException removed) {
      return false;
    } catch (MalformedDriverData foreign) {
      throw new SandboxUnavailable(
          "a container's log does not hold what its driver wrote", foreign);
    } catch (IOException closing) {
      return isOver();
    }
  }

  /** Reads a piece of the log, without the bytes that an earlier connection gave already. */
  private long take(ByteBuffer bytes, long skip) throws MalformedDriverData {
    int known = (int) Math.min(skip, bytes.remaining());
    bytes.position(bytes.position() + known);
    read += bytes.remaining();
    transcript.read(bytes);
    return skip - known;
  }

  private void watch(long began) throws SandboxUnavailable, InterruptedException {
    long now = System.nanoTime();
    if (transcript.accepted().isEmpty()) {
      if (input == null && now - began > BEFORE_SENDING_AGAIN.toNanos()) {
        send();
      }
      return;
    }
    if (acceptedNanos == 0) {
      acceptedNanos = now;
    } else if (!overrun && now - acceptedNanos > longest().toNanos()) {
      overrun = true;
      engine.signal(id, "KILL");
    }
  }

  private Duration longest() {
    Duration collecting = spec.collect().map(DriverSpec.Collect::time).orElse(Duration.ZERO);
    return spec.timeout().plus(collecting).plus(GRACE);
  }

  private boolean isOver() {
    return transcript.ending().isPresent() || transcript.refused().isPresent();
  }

  /** Whether we had to kill it, because its driver did not end it in time. */
  boolean wasOverrun() {
    return overrun;
  }

  @Override
  public void close() {
    if (input instanceof ResultCallback<?> callback) {
      try {
        callback.close();
      } catch (IOException closing) {
        // The container has its spec or is gone; there is nothing to rescue.
        input = null;
      }
    }
  }
}
