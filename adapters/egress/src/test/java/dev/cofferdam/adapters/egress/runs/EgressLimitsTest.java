package dev.cofferdam.adapters.egress.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.application.runs.port.EgressProxy.Purpose;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one way may use, and that nothing is left of it. */
@Timeout(60)
final class EgressLimitsTest extends ProxiedOrigin {
  @Test
  void aSlowNameServerGivesAGatewayTimeout() throws IOException {
    EgressProxy proxy =
        new FilteringEgressProxy(
            List.of(),
            few(LONG, SHORT, LONG),
            host -> {
              try {
                Thread.sleep(LONG.toMillis());
              } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
              }
              return loopback();
            });
    try (EgressProxy.Way way = proxy.open(RUN, Purpose.STEPS, folder.resolve("s"))) {
      assertThat(ask("CONNECT slow.test:443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 504 ");
      assertThat(way.reached()).hasSize(1);
    }
  }

  @Test
  void oneConnectionTooManyIsRefusedUntilThereIsRoom() throws IOException {
    try (EgressProxy.Way way = clone(FEW)) {
      SocketChannel[] held = new SocketChannel[FEW.connections()];
      for (int i = 0; i < held.length; i++) {
        held[i] = connect();
      }
      assertThat(ask("")).startsWith("HTTP/1.1 503 ");
      for (SocketChannel channel : held) {
        channel.close();
      }
      assertThat(ask("CONNECT 10.0.0.1:443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403 ");
      assertThat(way.reached()).hasSize(1);
    }
  }

  @Test
  void whoSaysNothingIsAnsweredWhenTheTimeIsUpAndMakesRoom() throws IOException {
    try (EgressProxy.Way way = clone(few(SHORT, LONG, LONG))) {
      for (int round = 0; round < 2; round++) {
        SocketChannel[] silent = new SocketChannel[FEW.connections()];
        for (int i = 0; i < silent.length; i++) {
          silent[i] = connect();
        }
        for (SocketChannel channel : silent) {
          assertThat(new String(readAll(channel), StandardCharsets.US_ASCII))
              .startsWith("HTTP/1.1 408 ");
          channel.close();
        }
      }
      assertThat(way.reached()).isEmpty();
    }
  }

  @Test
  void oneHostTooManyIsRefused() throws IOException {
    try (EgressProxy.Way way = clone(FEW)) {
      for (int i = 0; i < FEW.hosts(); i++) {
        assertThat(ask("CONNECT 10.0.0.%d:443 HTTP/1.1\r\n\r\n".formatted(i)))
            .startsWith("HTTP/1.1 403 ");
      }
      assertThat(ask("CONNECT git.test:%d HTTP/1.1\r\n\r\n".formatted(port)))
          .contains("over the limit of 5 different hosts");
      assertThat(way.reached()).hasSize(FEW.hosts());
    }
  }

  @Test
  void anIdleTunnelIsClosed() throws IOException {
    Duration idle = Duration.ofMillis(700);
    try (EgressProxy.Way way = clone(few(LONG, LONG, idle))) {
      long before = System.nanoTime();
      assertThat(ask("CONNECT git.test:%d HTTP/1.1\r\n\r\n".formatted(port)))
          .isEqualTo(new String(Answer.CONNECTED, StandardCharsets.US_ASCII));
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(idle, LONG);
      assertThat(way.reached()).hasSize(1);
    }
  }

  @Test
  void trafficOverTheLimitEndsTheWay() throws Exception {
    try (ServerSocket endless = new ServerSocket(0, 5, loopback().get(0))) {
      HostPort target = new HostPort("127.0.0.1", endless.getLocalPort());
      Thread writing = new Thread(() -> writeUntilClosed(endless));
      writing.start();
      EgressProxy proxy = new FilteringEgressProxy(List.of(target), FEW);
      try (EgressProxy.Way way = proxy.open(RUN, Purpose.CLONE, folder.resolve("s"));
          SocketChannel channel = connect()) {
        channel.write(
            ByteBuffer.wrap(
                ("CONNECT " + target + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
        assertThat(readAll(channel).length).isBetween(7_000_000, 8_100_000);
        assertThat(ask("CONNECT " + target + " HTTP/1.1\r\n\r\n"))
            .contains("the traffic limit is reached");
        assertThat(way.reached()).hasSize(1);
      }
      writing.join();
    }
  }

  private static void writeUntilClosed(ServerSocket server) {
    try (Socket socket = server.accept()) {
      byte[] block = new byte[65_536];
      while (true) {
        socket.getOutputStream().write(block);
      }
    } catch (IOException closed) {
      assertThat(closed).isNotNull();
    }
  }

  @Test
  void closingEndsConnectionsAndThreads() throws Exception {
    EgressProxy.Way way = clone(EgressLimits.DEFAULT);
    try (SocketChannel tunnel = connect()) {
      tunnel.write(
          ByteBuffer.wrap(
              "CONNECT git.test:%d HTTP/1.1\r\n\r\n"
                  .formatted(port)
                  .getBytes(StandardCharsets.US_ASCII)));
      tunnel.read(ByteBuffer.allocate(100));
      way.close();
      way.close();
      assertThat(tunnel.read(ByteBuffer.allocate(100))).isEqualTo(-1);
    }
    assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    for (int i = 0; i < 2_000; i++) {
      boolean left =
          Thread.getAllStackTraces().keySet().stream()
              .anyMatch(thread -> thread.getName().startsWith("egress-"));
      if (!left) {
        return;
      }
      Thread.sleep(20);
    }
    fail("threads are left");
  }
}
