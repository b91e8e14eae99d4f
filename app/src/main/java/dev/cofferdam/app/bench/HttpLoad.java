package dev.cofferdam.app.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks for one path over keep-alive connections, each as soon as it has its answer (a closed loop).
 * It speaks as little HTTP/1.1 as that takes, for it shares its processors with the server.
 */
final class HttpLoad {
  private static final int LONGEST_HEAD = 16_384;
  private static final int STALLED_MILLIS = 30_000;

  private final int port;
  private final byte[] request;

  HttpLoad(int port, String path, Optional<String> bearer) {
    this.port = port;
    String head =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\n"
            + bearer.map(token -> "Authorization: Bearer " + token + "\r\n").orElse("")
            + "Accept: application/json\r\n\r\n";
    this.request = head.getBytes(StandardCharsets.US_ASCII);
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
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(STALLED_MILLIS);
      InputStream in = new BufferedInputStream(socket.getInputStream(), LONGEST_HEAD);
      while (System.nanoTime() < end) {
        long began = System.nanoTime();
        socket.getOutputStream().write(request);
        in.skipNBytes(contentLength(head(in)));
        sample.addSince(began);
      }
    }
    return sample;
  }

  /** The status line and the header fields of an answer. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder(512);
    int ending = 0;
    while (ending < 4) {
      int next = in.read();
      if (next < 0 || head.length() == LONGEST_HEAD) {
        throw new EOFException("no whole answer: " + head);
      }
      head.append((char) next);
      ending = next == (ending % 2 == 0 ? '\r' : '\n') ? ending + 1 : 0;
    }
    return head.toString();
  }

  private static long contentLength(String head) throws IOException {
    if (!head.startsWith("HTTP/1.1 200 ")) {
      throw new IOException("not answered: " + head.lines().findFirst().orElse(""));
    }
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .map(line -> Long.parseLong(line.substring(15).strip()))
        .findFirst()
        .orElseThrow(() -> new IOException("an answer without a length: " + head));
  }
}
