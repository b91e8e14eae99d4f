package dev.cofferdam.adapters.egress.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.application.runs.port.EgressProxy.Purpose;
import dev.cofferdam.application.runs.port.EgressProxy.ReachedHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With real sockets. */
@Timeout(60)
final class FilteringEgressProxyTest extends ProxiedOrigin {
  @Test
  void aPlainRequestReachesAnOpenedOriginAndNamesItsHost() throws IOException {
    try (EgressProxy.Way way = clone(EgressLimits.DEFAULT)) {
      String answer =
          ask(
              "POST http://GIT.test.:%d/x?y HTTP/1.1\r\nHost: 169.254.169.254\r\nContent-Length: 3\r\n\r\nabc"
                  .formatted(port));
      assertThat(answer)
          .startsWith("HTTP/1.1 200 ")
          .endsWith("POST /x?y git.test:" + port + " 3\n");
      assertThat(way.reached()).containsExactly(new ReachedHost("git.test", port, 1, 0));
    }
  }

  @Test
  void aTunnelCarriesBytesBothWaysAndHalfCloses() throws Exception {
    byte[] sent = new byte[3_000_000];
    new Random(7).nextBytes(sent);
    try (ServerSocket echo = new ServerSocket(0, 5, loopback().get(0))) {
      HostPort target = new HostPort("127.0.0.1", echo.getLocalPort());
      Thread echoing = new Thread(() -> echoAll(echo));
      echoing.start();
      EgressProxy proxy = new FilteringEgressProxy(List.of(target), EgressLimits.DEFAULT);
      try (EgressProxy.Way way = proxy.open(RUN, Purpose.CLONE, folder.resolve("s"));
          SocketChannel channel = connect()) {
        channel.write(
            ByteBuffer.wrap(
                ("CONNECT " + target + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
        Thread writing = new Thread(() -> writeAndEnd(channel, sent));
        writing.start();
        byte[] received = readAll(channel);
        writing.join();
        assertThat(received).startsWith(Answer.CONNECTED);
        assertThat(Arrays.copyOfRange(received, Answer.CONNECTED.length, received.length))
            .isEqualTo(sent);
        assertThat(way.reached()).extracting(ReachedHost::connections).containsExactly(1L);
      }
      echoing.join();
    }
  }

  private static void echoAll(ServerSocket echo) {
    try (Socket socket = echo.accept()) {
      byte[] all = socket.getInputStream().readAllBytes();
      socket.getOutputStream().write(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeAndEnd(SocketChannel channel, byte[] bytes) {
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:PORT",
        "localhost:PORT",
        "git.test:PORT",
        "169.254.169.254:80",
        "10.0.0.1:443",
        "192.168.1.1:443",
        "100.64.0.1:443",
        "0.0.0.0:PORT",
        "[::1]:PORT",
        "[::ffff:127.0.0.1]:PORT",
        "[::]:PORT",
        "[fd00:ec2::254]:80",
        "[fe80::1]:80",
        "[64:ff9b::a00:1]:443",
        "8.8.8.8:25",
        "8.8.8.8:22",
        "[2606:4700::1111]:53",
      })
  void stepsReachNothingThatIsNotPublic(String target) throws IOException {
    String asked = target.replace("PORT", Integer.toString(port));
    try (EgressProxy.Way way = proxy(FEW).open(RUN, Purpose.STEPS, folder.resolve("s"))) {
      assertThat(ask("CONNECT " + asked + " HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 403 Forbidden\r\n")
          .endsWith("\r\n\r\naddress not allowed: " + asked + "\n");
      assertThat(ask("GET http://" + asked + "/ HTTP/1.1\r\nHost: example.com\r\n\r\n"))
          .startsWith("HTTP/1.1 403 Forbidden\r\n")
          .endsWith("\r\n\r\naddress not allowed: " + asked + "\n");
      HostPort host = HostPort.parse(asked);
      assertThat(way.reached()).containsExactly(new ReachedHost(host.host(), host.port(), 0, 2));
    }
  }

  @Test
  void whatIsOpenToClonesIsOpenAtThatHostAndPortAlone() throws IOException {
    try (EgressProxy.Way way = clone(FEW)) {
      assertThat(ask("GET http://127.0.0.1:%d/ HTTP/1.1\r\n\r\n".formatted(port)))
          .startsWith("HTTP/1.1 200 ");
      assertThat(ask("GET http://localhost:%d/ HTTP/1.1\r\n\r\n".formatted(port)))
          .startsWith("HTTP/1.1 403 ");
      assertThat(ask("GET http://git.test:%d/ HTTP/1.1\r\n\r\n".formatted(port + 1)))
          .startsWith("HTTP/1.1 403 ");
      assertThat(way.reached()).hasSize(3);
    }
  }

  @Test
  void aNameThatAnswersDifferentlyTheSecondTimeIsConnectedToAsChecked() throws IOException {
    AtomicInteger lookups = new AtomicInteger();
    Resolver rebinding =
        host ->
            lookups.getAndIncrement() == 0
                ? List.of(
                    InetAddress.getByName("::ffff:192.0.2.1"),
                    InetAddress.getByAddress(new byte[16]))
                : loopback();
    EgressProxy proxy = new FilteringEgressProxy(List.of(), FEW, rebinding);
    try (EgressProxy.Way way = proxy.open(RUN, Purpose.STEPS, folder.resolve("s"))) {
      assertThat(ask("GET http://rebind.test:%d/ HTTP/1.1\r\n\r\n".formatted(port)))
          .startsWith("HTTP/1.1 403 ");
      assertThat(lookups).hasValue(1);
      assertThat(way.reached()).extracting(ReachedHost::connections).containsExactly(0L);
    }
  }

  @Test
  void ofANamesAddressesOnlyThePublicOnesAreConnectedTo() throws UnknownHostException {
    InetAddress open = InetAddress.getByName("1.1.1.1");
    AddressPolicy policy =
        new AddressPolicy(
            List.of(), host -> List.of(loopback().get(0), open, InetAddress.getByName("10.1.1.1")));
    assertThat(policy.allowed(new HostPort("mixed.test", 443), Purpose.STEPS))
        .containsExactly(new InetSocketAddress(open, 443));
  }

  @Test
  void anUnknownNameAndADeadPortAreBadGateways() throws IOException {
    try (SocketChannel notListening =
        SocketChannel.open().bind(new InetSocketAddress(loopback().get(0), 0))) {
      saysWhyItReachesNothingAt(notListening.socket().getLocalPort());
    }
  }

  private void saysWhyItReachesNothingAt(int dead) throws IOException {
    EgressProxy proxy =
        new FilteringEgressProxy(List.of(new HostPort("127.0.0.1", dead)), EgressLimits.DEFAULT);
    try (EgressProxy.Way way = proxy.open(RUN, Purpose.CLONE, folder.resolve("s"))) {
      assertThat(ask("CONNECT 127.0.0.1:" + dead + " HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 502 ")
          .endsWith("unreachable: 127.0.0.1:" + dead + "\n");
      assertThat(ask("CONNECT nowhere.invalid:443 HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 502 ")
          .endsWith("no such host: nowhere.invalid:443\n");
      assertThat(way.reached())
          .containsExactly(
              new ReachedHost("127.0.0.1", dead, 0, 0),
              new ReachedHost("nowhere.invalid", 443, 0, 0));
    }
  }

  @Test
  void hostileRequestsAreAnsweredAndHurtNobodyElse() throws IOException {
    try (EgressProxy.Way way = clone(FEW)) {
      assertThat(ask("GET /\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(ask("GET http://git.test/\n")).startsWith("HTTP/1.1 400 ");
      assertThat(ask("CONNECT git.test:443/x HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(ask("GET http://git.test/ HTTP/1.1\r\nX: " + "x".repeat(1_000_000)))
          .startsWith("HTTP/1.1 431 ");
      assertThat(
              ask(
                  "POST http://git.test:%d/ HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                      .formatted(port)))
          .startsWith("HTTP/1.1 400 ");
      assertThat(ask("\0".repeat(50) + "\r\n\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(ask("GET http://git.test:%d/ HTTP/1.1\r\n\r\n".formatted(port)))
          .startsWith("HTTP/1.1 200 ");
      assertThat(way.reached()).containsExactly(new ReachedHost("git.test", port, 1, 0));
    }
  }

  @Test
  void aRequestThatDoesNotEndIsAnsweredWhenItsTimeIsUp() throws IOException {
    try (EgressProxy.Way way = clone(few(SHORT, LONG, LONG))) {
      assertThat(ask("no line end")).startsWith("HTTP/1.1 408 ");
      assertThat(ask("")).startsWith("HTTP/1.1 408 ");
      assertThat(way.reached()).isEmpty();
    }
  }

  @Test
  void aSecondRequestOnAConnectionIsNotAnswered() throws IOException {
    try (EgressProxy.Way way = clone(FEW)) {
      String request = "GET http://git.test:%d/ HTTP/1.1\r\n\r\n".formatted(port);
      assertThat(ask(request + request)).containsOnlyOnce("HTTP/1.1 200 ");
      assertThat(way.reached()).extracting(ReachedHost::connections).containsExactly(1L);
    }
  }

  @Test
  void aLocalWayAsksForItsOwnCredentials() throws IOException {
    FilteringEgressProxy proxy = proxy(FEW);
    try (EgressProxy.LocalWay way = proxy.openLocal(RUN, Purpose.CLONE);
        EgressProxy.LocalWay other = proxy.openLocal(RUN, Purpose.CLONE)) {
      assertThat(way.address().getAddress().isLoopbackAddress()).isTrue();
      assertThat(way.credentials()).matches("run:[A-Za-z0-9_-]{43}");
      assertThat(way.credentials()).isNotEqualTo(other.credentials());
      assertThat(way.toString()).doesNotContain(way.credentials());
      assertThat(askLocal(way, ""))
          .startsWith("HTTP/1.1 407 ")
          .contains("Proxy-Authenticate: Basic");
      assertThat(askLocal(way, basic(other.credentials()))).startsWith("HTTP/1.1 407 ");
      assertThat(askLocal(way, basic(way.credentials()).replace("Basic", "Bearer")))
          .startsWith("HTTP/1.1 407 ");
      assertThat(way.reached()).isEmpty();
      assertThat(askLocal(way, basic(way.credentials()))).startsWith("HTTP/1.1 200 ");
      assertThat(way.reached()).containsExactly(new ReachedHost("git.test", port, 1, 0));
    }
  }

  private static String basic(String credentials) {
    return "Proxy-Authorization: Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))
        + "\r\n";
  }

  private String askLocal(EgressProxy.LocalWay way, String field) throws IOException {
    try (SocketChannel channel = SocketChannel.open(way.address())) {
      return ask(
          channel,
          ("GET http://git.test:" + port + "/ HTTP/1.1\r\n" + field + "\r\n")
              .getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void theSocketIsOpenToEverybodyAndReplacesAStaleOne() throws IOException {
    Path socket = folder.resolve("s");
    try (EgressProxy.Way stale = clone(FEW);
        EgressProxy.Way way = clone(FEW)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-rw-rw-");
      assertThat(ask("GET http://git.test:%d/ HTTP/1.1\r\n\r\n".formatted(port)))
          .startsWith("HTTP/1.1 200 ");
      assertThat(stale.reached()).isEmpty();
      assertThat(way.reached()).hasSize(1);
    }
    assertThat(socket).doesNotExist();
    Files.writeString(socket, "somebody's file");
    assertThatThrownBy(() -> clone(FEW)).isInstanceOf(UncheckedIOException.class);
    assertThat(socket).hasContent("somebody's file");
  }
}
