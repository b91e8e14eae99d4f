package dev.cofferdam.adapters.http.platform;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ThreadLimitHandler;
import org.eclipse.jetty.util.thread.ThreadPool;

/**
 * Lets no address have more than three eighths of the threads that answer requests: whoever sends a
 * body byte by byte, or doesn't read answers, holds up nobody else. What is over that waits, and
 * holds no thread. An IPv6 address counts with its /64, as it does for {@link RateLimits}.
 */
final class ThreadShare extends ThreadLimitHandler {
  private static final int EIGHTHS = 3;

  private final TrustedProxies proxies;

  ThreadShare(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  @Override
  protected void doStart() throws Exception {
    if (getServer().getThreadPool() instanceof ThreadPool.SizedThreadPool pool) {
      setThreadLimit(Math.max(1, pool.getMaxThreads() * EIGHTHS / 8));
    }
    super.doStart();
  }

  @Override
  protected String getRemoteIP(Request request) {
    String peer = ArrivalFilter.plain(Request.getRemoteAddr(request));
    return RateLimits.network(
        proxies.client(peer, request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR)));
  }
}
