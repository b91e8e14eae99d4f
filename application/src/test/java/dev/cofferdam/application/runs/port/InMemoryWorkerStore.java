package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.runs.Worker;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Workers in memory. Safe for use by many threads. */
public final class InMemoryWorkerStore implements WorkerStore {
  private final Map<String, Seen> workers = new ConcurrentHashMap<>();

  @Override
  public void beat(Worker worker, Instant at) {
    workers.put(worker.id(), new Seen(worker, at));
  }

  @Override
  public void retire(String worker) {
    workers.remove(worker);
  }

  @Override
  public List<Seen> since(Instant at) {
    return workers.values().stream()
        .filter(seen -> !seen.at().isBefore(at))
        .sorted(Comparator.comparing(seen -> seen.worker().id()))
        .toList();
  }
}
