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
  private final List<byte[]> requests;

  /**
   * @param request as {@link HttpAsker} makes them
   */
  HttpLoad(int port, byte[] request) {
    this(port, List.of(request));
  }

  /**
   * @param requests that connections take in turns
   */
  HttpLoad(int port, List<byte[]> requests) {
    this.port = port;
    this.requests = requests.stream().map(byte[]::clone).toList();
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
   * @throws IOException for the first answer that is neither 200 nor 304, and when the server hangs
   *     up
   */
  Answers run(int connections, Duration time) throws IOException, InterruptedException {
    ExecutorService hands = Executors.newFixedThreadPool(connections);
    try {
      long began = System.nanoTime();
      long end = began + time.toNanos();
      List<Future<Sample>> work = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        byte[] request = requests.get(i % requests.size());
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

  private Sample askUntil(long end, byte[] request) throws IOException {
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
