package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.application.runs.port.LogBell;
import dev.cofferdam.domain.access.Refusal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/** Everybody who follows a log through this process, on a few threads for all of them. */
public final class LogFollowers implements AutoCloseable {
  private static final int THREADS = 4;

  private final LogBell bell;
  private final int limit;
  private final Pace pace;
  private final ScheduledThreadPoolExecutor workers;
  private final Set<LogFollower> present = ConcurrentHashMap.newKeySet();
  private final AtomicInteger places = new AtomicInteger();

  /**
   * @param limit how many may follow at once
   */
  public LogFollowers(LogBell bell, int limit) {
    this(bell, limit, Pace.NORMAL);
  }

  public LogFollowers(LogBell bell, int limit, Pace pace) {
    this.bell = bell;
    this.limit = limit;
    this.pace = pace;
    this.workers = new ScheduledThreadPoolExecutor(THREADS, LogFollowers::daemon);
    workers.setRemoveOnCancelPolicy(true);
    // Once all is closed nobody needs to be woken, and who rings must not be failed.
    workers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  /**
   * @param look how often to look for output that another process has written
   * @param quiet how long nothing is sent before a comment says that the stream lives, which is
   *     also how a client that went away is noticed
   */
  public record Pace(Duration look, Duration quiet) {
    public static final Pace NORMAL = new Pace(Duration.ofMillis(150), Duration.ofSeconds(10));
  }

  /**
   * Sends the feed's events into the exchange until the log or the client ends.
   *
   * @throws Refusal {@code too_many_followers}, {@code stopping}
   */
  void follow(AsyncContext exchange, LogFeed feed, SseFrame frames) throws IOException {
    if (workers.isShutdown()) {
      throw Refusal.unavailable("stopping", "The server is stopping; come back.");
    }
    if (places.incrementAndGet() > limit) {
      places.decrementAndGet();
      throw Refusal.unavailable("too_many_followers", "Too many logs are being followed now.");
    }
    ServletOutputStream out = exchange.getResponse().getOutputStream();
    LogFollower follower = new LogFollower(this, exchange, out, feed, frames);
    present.add(follower);
    exchange.setTimeout(0);
    exchange.addListener(follower);
    out.setWriteListener(follower);
  }

  LogBell bell() {
    return bell;
  }

  Pace pace() {
    return pace;
  }

  ScheduledExecutorService workers() {
    return workers;
  }

  void left(LogFollower follower) {
    if (present.remove(follower)) {
      places.decrementAndGet();
    }
  }

  /** How many follow now. */
  public int count() {
    return present.size();
  }

  /** Ends all streams, so that a stopping server need not wait for them; clients come back. */
  @Override
  public void close() {
    present.forEach(LogFollower::close);
    workers.shutdown();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "log-followers");
    thread.setDaemon(true);
    return thread;
  }
}
