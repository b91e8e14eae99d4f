package dev.cofferdam.adapters.postgres.embedded;

import dev.cofferdam.adapters.postgres.DatabaseUnusable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One start of the embedded server: on its old port where that is free, and until it is ready. */
final class PostgresStart {
  private static final int PORT_ATTEMPTS = 3;
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final long LOG_LIMIT = 10_000_000;
  private static final int LOG_LINES_TOLD = 5;

  private final EmbeddedPostgresSettings settings;
  private final PostgresPrograms programs;
  private final PostmasterFile postmaster;
  private final Path log;

  PostgresStart(
      EmbeddedPostgresSettings settings, PostgresPrograms programs, PostmasterFile postmaster) {
    this.settings = settings;
    this.programs = programs;
    this.postmaster = postmaster;
    this.log = settings.home().resolve("server.log");
  }

  record Started(Process process, int port) {}

  Started execute() throws IOException, InterruptedException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    for (int attempt = 1; ; attempt++) {
      int port = choosePort();
      long before = Files.exists(log) ? Files.size(log) : 0;
      Process process = programs.start("postgres", arguments(port), log);
      if (becomesReady(process)) {
        Files.writeString(portFile(), port + "\n");
        return new Started(process, port);
      }
      String printed = printedSince(before);
      // Somebody may have taken the port between our look and the server's.
      if (attempt == PORT_ATTEMPTS || !printed.contains("could not bind")) {
        throw new DatabaseUnusable(
            "the embedded PostgreSQL does not start; its log "
                + log
                + " ends with: "
                + lastLines(printed));
      }
    }
  }

  private boolean becomesReady(Process process) throws IOException, InterruptedException {
    long end = System.nanoTime() + READY_WITHIN.toNanos();
    while (process.isAlive()) {
      if (postmaster.isReady(process.pid())) {
        return true;
      }
      if (System.nanoTime() > end) {
        PostgresPrograms.signal(process.pid(), "QUIT");
        throw new DatabaseUnusable(
            "the embedded PostgreSQL was not ready within "
                + READY_WITHIN.toMinutes()
                + " minutes; its log is "
                + log);
      }
      Thread.sleep(5);
    }
    return false;
  }

  private List<String> arguments(int port) {
    Map<String, String> options = new TreeMap<>();
    options.put("listen_addresses", "127.0.0.1");
    options.put("port", Integer.toString(port));
    options.put("unix_socket_directories", "");
    options.put("max_connections", "100");
    options.put("password_encryption", "scram-sha-256");
    options.put("timezone", "UTC");
    options.put("log_timezone", "UTC");
    // Neither the values of a statement nor the row that it failed on belong into a log.
    options.put("log_error_verbosity", "terse");
    options.put("log_parameter_max_length_on_error", "0");
    options.put("fsync", settings.durable() ? "on" : "off");
    options.put("synchronous_commit", settings.durable() ? "on" : "off");
    options.put("full_page_writes", settings.durable() ? "on" : "off");
    List<String> arguments = new ArrayList<>(List.of("-D", settings.cluster().toString()));
    options.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    return arguments;
  }

  private Path portFile() {
    return settings.home().resolve("port");
  }

  private int choosePort() throws IOException {
    if (Files.exists(portFile())) {
      try {
        int remembered = Integer.parseInt(Files.readString(portFile()).strip());
        if (remembered > 0 && remembered < 65_536 && isFree(remembered)) {
          return remembered;
        }
      } catch (NumberFormatException notANumber) {
        // Then another is chosen, as when it is taken.
      }
    }
    try (ServerSocket any = new ServerSocket(0, 1, loopback())) {
      return any.getLocalPort();
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(loopback(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private String printedSince(long offset) throws IOException {
    byte[] all = Files.readAllBytes(log);
    int from = (int) Math.min(offset, all.length);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }

  private static List<String> lastLines(String printed) {
    List<String> lines = printed.lines().toList();
    return lines.subList(Math.max(0, lines.size() - LOG_LINES_TOLD), lines.size());
  }
}
