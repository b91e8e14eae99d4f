package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.runs.Worker;
import java.time.Instant;
import java.util.List;

/** The workers that execute runs, as they say of themselves. */
public interface WorkerStore {
  /** A worker says that it lives; what it said before is forgotten. */
  void beat(Worker worker, Instant at);

  /** A worker is gone and will not come back by this id. */
  void retire(String worker);

  /** Those that were heard of since then, by id. */
  List<Seen> since(Instant at);

  record Seen(Worker worker, Instant at) {}
}
