package dev.cofferdam.adapters.postgres;

import dev.cofferdam.domain.access.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several who begin at the same moment. */
final class Race {
  /** Longer than anything here takes, in seconds: who waits this long waits for ever. */
  private static final long PATIENCE_S = 60;

  private Race() {}

  /** What each came to, in their order: {@code done}, or the code of its refusal. */
  static List<String> outcomes(List<Runnable> works) throws Exception {
    CyclicBarrier start = new CyclicBarrier(works.size());
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    try {
      List<Future<String>> running = new ArrayList<>();
      for (Runnable work : works) {
        running.add(
            threads.submit(
                () -> {
                  start.await(PATIENCE_S, TimeUnit.SECONDS);
                  return outcome(work);
                }));
      }
      List<String> outcomes = new ArrayList<>();
      for (Future<String> one : running) {
        outcomes.add(one.get(PATIENCE_S, TimeUnit.SECONDS));
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  private static String outcome(Runnable work) {
    try {
      work.run();
      return "done";
    } catch (Refusal refusal) {
      return refusal.code();
    }
  }
}
