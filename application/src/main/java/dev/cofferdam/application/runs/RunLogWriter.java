package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.LogBell;
import dev.cofferdam.application.runs.port.RunLog;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts a run's masked output into its log, in pieces that are few enough for the database and soon
 * enough for who watches.
 *
 * <p>Masked output is a function of the run's raw output alone, so a worker that takes a run up
 * again replays it from the beginning and this writer passes over the bytes that are kept already.
 */
final class RunLogWriter implements AutoCloseable {
  private static final int FLUSH_BYTES = 65_536;
  private static final long FLUSH_MILLIS = 25;

  private final Ledger ledger;
  private final RunLog log;
  private final LogBell bell;
  private final ScheduledExecutorService timer;
  private final OrgId org;
  private final RunId run;

  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private long toSkip;
  private long kept;
  private long produced;
  private @Nullable Future<?> flushing;
  private @Nullable RuntimeException failure;

  /**
   * @param kept bytes of this run's log that are there already
   */
  RunLogWriter(RunLogMeans means, OrgId org, RunId run, long kept) {
    this.ledger = means.ledger();
    this.log = means.log();
    this.bell = means.bell();
    this.timer = means.timer();
    this.org = org;
    this.run = run;
    this.toSkip = kept;
    this.kept = kept;
  }

  /** Where the next byte will be in the log. */
  synchronized long offset() {
    return produced;
  }

  synchronized void write(ByteBuffer masked) {
    rethrow();
    produced += masked.remaining();
    int skipped = (int) Math.min(toSkip, masked.remaining());
    toSkip -= skipped;
    ByteBuffer fresh = masked.slice(masked.position() + skipped, masked.remaining() - skipped);
    byte[] bytes = new byte[fresh.remaining()];
    fresh.get(bytes);
    pending.writeBytes(bytes);
    if (pending.size() >= FLUSH_BYTES) {
      flush();
    } else if (pending.size() > 0 && flushing == null) {
      flushing = timer.schedule(this::flushInBackground, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Commits what is pending. */
  synchronized void flush() {
    rethrow();
    if (flushing != null) {
      flushing.cancel(false);
      flushing = null;
    }
    if (pending.size() == 0) {
      return;
    }
    byte[] bytes = pending.toByteArray();
    boolean mine =
        ledger.append(Access.ofInstallation(org), () -> log.append(org, run, kept, bytes));
    if (!mine) {
      throw new IllegalStateException("another worker writes the log of run " + run);
    }
    kept += bytes.length;
    pending.reset();
    bell.ring(run);
  }

  private synchronized void flushInBackground() {
    flushing = null;
    try {
      flush();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }

  /** Gives up what is not flushed: it comes again when the run is taken up again. */
  @Override
  public synchronized void close() {
    if (flushing != null) {
      flushing.cancel(false);
      flushing = null;
    }
    pending.reset();
  }
}
