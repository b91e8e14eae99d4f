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
 * Sends requests over keep-alive connections, each connection one of them again and again, as soon
 * as it has its answer (a closed loop).
 */
final class HttpLoad {
  private final int port;
  private final List<HttpAsker.Request> requests;

  /**
   * @param request as {@link HttpAsker} makes them
   */
  HttpLoad(int port, HttpAsker.Request request) {
    this(port, List.of(request));
  }

  /**
   * @param requests that connections take in turns
   */
  HttpLoad(int port, List<HttpAsker.Request> requests) {
    this.port = port;
    this.requests = List.copyOf(requests);
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
   * @throws IOException for the first answer with another status than it should have, and when the
   *     server hangs up
   */
  Answers run(int connections, Duration time) throws IOException, InterruptedException {
    ExecutorService hands = Executors.newFixedThreadPool(connections);
    try {
      long began = System.nanoTime();
      long end = began + time.toNanos();
      List<Future<Sample>> work = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        HttpAsker.Request request = requests.get(i % requests.size());
        Callable<Sample> hand = () -> askUntil(end, request);
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

  private Sample askUntil(long end, HttpAsker.Request request) throws IOException {
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
