package dev.cofferdam.adapters.objects.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server that breaks its first connections and carries the others. */
final class BreakingForwarder implements AutoCloseable {
  private final ServerSocket socket;
  private final int target;
  private final AtomicInteger left;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * @param target a port of the loopback
   * @param toBreak how many connections
   */
  BreakingForwarder(int target, int toBreak) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.left = new AtomicInteger(toBreak);
    threads.execute(this::serve);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** How many connections it has yet to break. */
  int left() {
    return left.get();
  }

  private void serve() {
    try {
      while (true) {
        Socket client = socket.accept();
        if (left.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
          client.close();
        } else {
          Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
          threads.execute(() -> copy(client, server));
          threads.execute(() -> copy(server, client));
        }
      }
    } catch (IOException closed) {
      threads.shutdown();
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException over) {
      // One side hung up; both are closed now.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
