package dev.cofferdam.adapters.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who sends or reads slowly holds up nobody at another address. */
@Timeout(120)
class SlowClientsTest {
  /** More than the server of the tests has threads. */
  private static final int MANY = 40;

  @AutoClose private static final TestServer SERVER = TestServer.start();

  @Test
  void bodiesThatDoNotEndHoldUpNobodyElse() throws Exception {
    String half =
        "POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Content-Length: 1000\r\n\r\n{";
    others(half);
  }

  @Test
  void answersThatNobodyReadsHoldUpNobodyElse() throws Exception {
    others("GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n".repeat(30));
  }

  private static void others(String request) throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        Socket socket = from(1);
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        slow.add(socket);
      }
      Thread.sleep(500);
      for (int i = 0; i < 5; i++) {
        try (Socket other = from(2)) {
          other.setSoTimeout(5_000);
          other
              .getOutputStream()
              .write("GET /healthcheck HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
          assertThat(new String(other.getInputStream().readNBytes(12), US_ASCII))
              .isEqualTo("HTTP/1.1 200");
        }
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /** From one of this machine's own addresses, by its last number. */
  private static Socket from(int last) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.bind(new InetSocketAddress(loopback(last), 0));
    socket.connect(new InetSocketAddress(loopback(1), SERVER.port()));
    return socket;
  }

  private static InetAddress loopback(int last) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }
}
