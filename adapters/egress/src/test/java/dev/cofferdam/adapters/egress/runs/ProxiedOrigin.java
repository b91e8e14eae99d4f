package dev.cofferdam.adapters.egress.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.application.runs.port.EgressProxy.Purpose;
import dev.cofferdam.domain.ids.RunId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * An origin on loopback, which is open to clones alone as {@code git.test} and {@code 127.0.0.1},
 * and a client of the proxy before it.
 */
abstract class ProxiedOrigin {
  static final RunId RUN = new RunId(UUID.fromString("01900000-0000-7000-8000-000000000001"));

  /** Longer than any test takes. */
  static final Duration LONG = Duration.ofMinutes(2);

  static final Duration SHORT = Duration.ofMillis(400);

  /** Few of everything, and time enough for it on a busy machine. */
  static final EgressLimits FEW = few(LONG, LONG, LONG);

  @TempDir Path folder;
  private HttpServer origin;
  int port;

  @BeforeEach
  void startOrigin() throws IOException {
    origin = HttpServer.create(new InetSocketAddress(loopback().get(0), 0), 0);
    origin.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String told =
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Host")
                  + " "
                  + body.length
                  + "\n";
          exchange.sendResponseHeaders(200, told.length());
          exchange.getResponseBody().write(told.getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    origin.start();
    port = origin.getAddress().getPort();
  }

  @AfterEach
  void stopOrigin() {
    origin.stop(0);
  }

  static EgressLimits few(Duration headerTime, Duration connectTime, Duration idleTime) {
    return new EgressLimits(16_384, headerTime, connectTime, idleTime, 8, 5, 8_000_000);
  }

  FilteringEgressProxy proxy(EgressLimits limits) {
    return new FilteringEgressProxy(
        List.of(new HostPort("git.test", port), new HostPort("127.0.0.1", port)),
        limits,
        host -> host.equals("git.test") ? loopback() : Resolver.SYSTEM.resolve(host));
  }

  static List<InetAddress> loopback() throws UnknownHostException {
    return List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  EgressProxy.Way clone(EgressLimits limits) {
    return proxy(limits).open(RUN, Purpose.CLONE, folder.resolve("s"));
  }

  SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(folder.resolve("s")));
    return channel;
  }

  String ask(String request) throws IOException {
    try (SocketChannel channel = connect()) {
      return ask(channel, request.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Sends and reads to the end. */
  static String ask(SocketChannel channel, byte[] request) throws IOException {
    try {
      channel.write(ByteBuffer.wrap(request));
    } catch (IOException answeredBeforeTheEnd) {
      // What it answered is read all the same.
      assertThat(answeredBeforeTheEnd).hasMessageContaining("pipe");
    }
    return new String(readAll(channel), StandardCharsets.ISO_8859_1);
  }

  static byte[] readAll(SocketChannel channel) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(65_536);
    while (channel.read(buffer) >= 0) {
      all.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
    return all.toByteArray();
  }
}
