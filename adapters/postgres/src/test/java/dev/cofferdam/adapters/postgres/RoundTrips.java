package dev.cofferdam.adapters.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to the database that counts round trips: each time that a client speaks after the server
 * did. It stands between the two, so it counts what was sent, however it was asked for.
 */
public final class RoundTrips implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final AtomicLong count = new AtomicLong();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private RoundTrips(ServerSocket door, int target) {
    this.door = door;
    this.target = target;
    start("accept", this::accept);
  }

  /** Opens a way to a database of this machine. */
  public static RoundTrips to(DatabaseUrl database) {
    try {
      return new RoundTrips(
          new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), portOf(database));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int portOf(DatabaseUrl database) {
    Matcher port = Pattern.compile(":(\\d+)/").matcher(database.jdbc());
    if (!port.find()) {
      throw new IllegalArgumentException("no port in " + database.jdbc());
    }
    return Integer.parseInt(port.group(1));
  }

  /** The same database by this way. */
  public DatabaseUrl way(DatabaseUrl database) {
    return DatabaseUrl.loopback(
            door.getLocalPort(), "postgres", database.user(), database.password())
        .withDatabase(database.jdbc().replaceFirst(".*/", "").replaceFirst("\\?.*", ""));
  }

  /**
   * The fewest round trips that one of several times takes: a pool asks now and then whether its
   * connections still answer.
   */
  public long fewest(int times, Supplier<?> work) {
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i < times; i++) {
      long before = count.get();
      Object unused = work.get();
      fewest = Math.min(fewest, count.get() - before);
    }
    return fewest;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = kept(door.accept());
      Socket server = kept(new Socket(InetAddress.getLoopbackAddress(), target));
      AtomicBoolean answered = new AtomicBoolean(true);
      start(
          "requests",
          () ->
              pump(
                  client,
                  server,
                  () -> {
                    if (answered.getAndSet(false)) {
                      count.incrementAndGet();
                    }
                  }));
      start("answers", () -> pump(server, client, () -> answered.set(true)));
    }
  }

  private Socket kept(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    open.add(socket);
    return socket;
  }

  /** Says that something came before it is handed on, so that nobody can answer it first. */
  private void pump(Socket from, Socket to, Runnable came) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[65_536];
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        came.run();
        out.write(bytes, 0, length);
      }
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  /** Something that ends when its socket is closed. */
  private interface UntilClosed {
    void run() throws IOException;
  }

  private static void start(String name, UntilClosed work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // It has come to its end.
              }
            },
            "round-trips-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
