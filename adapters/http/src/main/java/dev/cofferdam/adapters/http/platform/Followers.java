package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/** Everybody who follows feeds of one kind through this process, on a few threads for all. */
public final class Followers implements AutoCloseable {
  private static final int THREADS = 4;

  private final int limit;
  private final int limitOfOrg;
  private final Pace pace;
  private final ScheduledThreadPoolExecutor workers;
  private final Set<Follower> present = ConcurrentHashMap.newKeySet();
  private final AtomicInteger places = new AtomicInteger();
  private final Map<OrgId, Integer> ofOrg = new ConcurrentHashMap<>();

  /**
   * @param limit how many may follow at once
   */
  public Followers(int limit) {
    this(limit, limit, Pace.NORMAL);
  }

  /**
   * @param limitOfOrg how many of them may follow what is one org's
   */
  public Followers(int limit, int limitOfOrg, Pace pace) {
    this.limitOfOrg = limitOfOrg;
    this.limit = limit;
    this.pace = pace;
    this.workers = new ScheduledThreadPoolExecutor(THREADS, Followers::daemon);
    workers.setRemoveOnCancelPolicy(true);
    // Once all is closed nobody needs to be woken, and who rings must not be failed.
    workers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  /**
   * @param look how often to look for what another process has written
   * @param quiet how long nothing is sent before a comment says that the stream lives, which is
   *     also how a client that went away is noticed
   */
  public record Pace(Duration look, Duration quiet) {
    public static final Pace NORMAL = new Pace(Duration.ofMillis(150), Duration.ofSeconds(10));
  }

  /**
   * Sends the feed's events into the exchange until the feed or the client ends.
   *
   * @throws Refusal {@code too_many_followers}, {@code stopping}
   */
  public void follow(AsyncContext exchange, LiveFeed feed, SseFrame frames) throws IOException {
    if (workers.isShutdown()) {
      throw Refusal.unavailable("stopping", "The server is stopping; come back.");
    }
    take(feed.org());
    ServletOutputStream out = exchange.getResponse().getOutputStream();
    Follower follower = new Follower(this, exchange, out, feed, frames);
    present.add(follower);
    exchange.setTimeout(0);
    exchange.addListener(follower);
    out.setWriteListener(follower);
  }

  private void take(OrgId org) {
    if (places.incrementAndGet() > limit) {
      places.decrementAndGet();
      throw tooMany();
    }
    if (ofOrg.merge(org, 1, Integer::sum) > limitOfOrg) {
      leave(org);
      throw tooMany();
    }
  }

  private void leave(OrgId org) {
    places.decrementAndGet();
    ofOrg.computeIfPresent(org, (id, count) -> count == 1 ? null : count - 1);
  }

  private static Refusal tooMany() {
    return Refusal.unavailable("too_many_followers", "Too many streams are open now.");
  }

  Pace pace() {
    return pace;
  }

  ScheduledExecutorService workers() {
    return workers;
  }

  void left(Follower follower) {
    if (present.remove(follower)) {
      leave(follower.org());
    }
  }

  /** How many follow now. */
  public int count() {
    return present.size();
  }

  /** Ends all streams, so that a stopping server need not wait for them; clients come back. */
  @Override
  public void close() {
    present.forEach(Follower::close);
    workers.shutdown();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "followers");
    thread.setDaemon(true);
    return thread;
  }
}
