package dev.cofferdam.app.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends one request over keep-alive connections, each as soon as it has its answer (a closed loop).
 */
final class HttpLoad {
  private final int port;
  private final byte[] request;

  /**
   * @param request as {@link HttpAsker} makes them
   */
  HttpLoad(int port, byte[] request) {
    this.port = port;
    this.request = request.clone();
  }

  /**
   * What came of a load.
   *
   * @param latencies of all answers, in milliseconds
   */
  record Answers(double perSecond, Sample latencies) {}

  /**
   * Loads for so long.
   *
   * @throws IOException for the first answer that is not 200, and when the server hangs up
   */
  Answers run(int connections, Duration time) throws IOException, InterruptedException {
    ExecutorService hands = Executors.newFixedThreadPool(connections);
    try {
      long began = System.nanoTime();
      long end = began + time.toNanos();
      List<Future<Sample>> work = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Callable<Sample> hand = () -> askUntil(end);
        work.add(hands.submit(hand));
      }
      Sample all = new Sample();
      for (Future<Sample> each : work) {
        all.addAll(each.get());
      }
      return new Answers(all.size() / ((System.nanoTime() - began) / 1e9), all);
    } catch (ExecutionException e) {
      throw new IOException("a connection of the load failed", e.getCause());
    } finally {
      hands.shutdownNow();
    }
  }

  private Sample askUntil(long end) throws IOException {
    Sample sample = new Sample();
    try (HttpAsker asker = HttpAsker.connect(port)) {
      while (System.nanoTime() < end) {
        long began = System.nanoTime();
        asker.ask(request);
        sample.addSince(began);
      }
    }
    return sample;
  }
}
