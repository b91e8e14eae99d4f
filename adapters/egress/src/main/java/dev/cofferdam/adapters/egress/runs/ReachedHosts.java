package dev.cofferdam.adapters.egress.runs;

import dev.cofferdam.application.runs.port.EgressProxy.ReachedHost;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was asked for, host by host. Safe for many threads. */
final class ReachedHosts {
  private static final Comparator<HostPort> BY_HOST_AND_PORT =
      Comparator.comparing(HostPort::host).thenComparing(HostPort::port);

  private final int limit;
  private final Map<HostPort, long[]> counts = new TreeMap<>(BY_HOST_AND_PORT);

  ReachedHosts(int limit) {
    this.limit = limit;
  }

  /** Notes that the host was asked for; false when it would be one over the limit. */
  synchronized boolean asked(HostPort target) {
    if (counts.size() >= limit && !counts.containsKey(target)) {
      return false;
    }
    counts.computeIfAbsent(target, unseen -> new long[2]);
    return true;
  }

  synchronized void connected(HostPort target) {
    counts.get(target)[0]++;
  }

  synchronized void refused(HostPort target) {
    counts.get(target)[1]++;
  }

  synchronized List<ReachedHost> list() {
    return counts.entrySet().stream()
        .map(
            entry ->
                new ReachedHost(
                    entry.getKey().host(),
                    entry.getKey().port(),
                    entry.getValue()[0],
                    entry.getValue()[1]))
        .toList();
  }
}
