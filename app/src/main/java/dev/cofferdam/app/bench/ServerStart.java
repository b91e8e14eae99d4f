package dev.cofferdam.app.bench;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long a server takes from its command line to its first answer. */
final class ServerStart {
  private static final long TIMEOUT_MILLIS = 60_000;

  private final Path home;
  private final Path dataDir;

  ServerStart(Path home, Path dataDir) {
    this.home = home;
    this.dataDir = dataDir;
  }

  /** Starts on a fresh data folder, to have one, and then {@code rounds} times on that. */
  Sample measure(int rounds) throws IOException, InterruptedException {
    once();
    Sample sample = new Sample();
    for (int i = 0; i < rounds; i++) {
      sample.add(once());
    }
    return sample;
  }

  private double once() throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(home.resolve("cofferdam").toString(), "server"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("COFFERDAM_DATA_DIR", dataDir.toString());
    builder.environment().put("COFFERDAM_PORT", Integer.toString(port));
    builder.environment().put("COFFERDAM_ADMIN_PORT", "0");
    builder.redirectErrorStream(true).redirectOutput(new File("/dev/null"));
    long began = System.nanoTime();
    Process server = builder.start();
    try {
      URI url = URI.create("http://127.0.0.1:" + port + "/api/v1/plans");
      while (!answers(url)) {
        if (!server.isAlive() || (System.nanoTime() - began) / 1_000_000 > TIMEOUT_MILLIS) {
          throw new IOException("the server did not start");
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
      return (System.nanoTime() - began) / 1e6;
    } finally {
      server.destroy();
      server.waitFor(30, TimeUnit.SECONDS);
    }
  }

  private static boolean answers(URI url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    try {
      return connection.getResponseCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    } finally {
      connection.disconnect();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
