package dev.cofferdam.app.conformance;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A server on all of the host's addresses, which no run may reach. */
final class HostListener implements AutoCloseable {
  private static final int BACKLOG = 50;

  private final String word = "host-" + UUID.randomUUID();
  private final HttpServer server;

  HostListener() throws IOException {
    server = HttpServer.create(new InetSocketAddress(0), BACKLOG);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = word.getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  Surroundings surroundings() throws IOException {
    List<String> addresses =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLinkLocalAddress())
            .map(InetAddress::getHostAddress)
            .map(text -> text.replaceFirst("%.*", ""))
            .distinct()
            .sorted()
            .toList();
    return new Surroundings(addresses, server.getAddress().getPort(), word);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
