package dev.cofferdam.application.runs;

import dev.cofferdam.application.runs.port.LogBell;
import dev.cofferdam.domain.ids.RunId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The bell of one process. It remembers a run for as long as somebody listens, and no longer. */
public final class LocalLogBell implements LogBell {
  private final ConcurrentMap<RunId, ConcurrentMap<Listening, Runnable>> listeners =
      new ConcurrentHashMap<>();

  @Override
  public void ring(RunId run) {
    ConcurrentMap<Listening, Runnable> waiting = listeners.get(run);
    if (waiting != null) {
      waiting.values().forEach(Runnable::run);
    }
  }

  @Override
  public Listening listen(RunId run, Runnable wake) {
    Listening place =
        new Listening() {
          @Override
          public void close() {
            listeners.computeIfPresent(
                run,
                (id, waiting) -> {
                  waiting.remove(this);
                  return waiting.isEmpty() ? null : waiting;
                });
          }
        };
    listeners.compute(
        run,
        (id, waiting) -> {
          ConcurrentMap<Listening, Runnable> all =
              waiting == null ? new ConcurrentHashMap<>() : waiting;
          all.put(place, wake);
          return all;
        });
    return place;
  }
}
