package dev.cofferdam.adapters.egress.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.adapters.egress.runs.HostPort;
import dev.cofferdam.adapters.egress.runs.Resolver;
import dev.cofferdam.application.events.port.WebhookSender.Answer;
import dev.cofferdam.domain.events.WebhookUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending to a real server on loopback, which is opened here and refused by default. */
class HttpWebhookSenderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final byte[] BODY = "{\"a\":\"ü\"}".getBytes(UTF_8);
  private static final byte[] NOTHING = {};

  @Test
  void postsTheBytesWithTheHeaders() throws IOException {
    try (Receiver receiver = new Receiver().at("/hook", 204, Map.of(), NOTHING);
        HttpWebhookSender sender = open(receiver)) {
      Answer answer = sender.send(url(receiver, "/hook?x=1"), Map.of("webhook-id", "7"), BODY);
      assertThat(answer.status()).hasValue(204);
      assertThat(answer.error()).isEmpty();
      assertThat(answer.text()).isEmpty();
      assertThat(receiver.got())
          .singleElement()
          .satisfies(
              got -> {
                assertThat(got.path()).isEqualTo("/hook?x=1");
                assertThat(got.body()).isEqualTo("{\"a\":\"ü\"}");
                assertThat(got.headers().getFirst("webhook-id")).isEqualTo("7");
                assertThat(got.headers().getFirst("Content-Type")).startsWith("application/json");
                assertThat(got.headers().getFirst("User-Agent")).startsWith("Cofferdam-Webhooks");
                assertThat(got.headers()).doesNotContainKey("Accept-Encoding");
              });
    }
  }

  @Test
  void followsNoRedirectAndKeepsNoCookie() throws IOException {
    try (Receiver receiver =
            new Receiver()
                .at("/from", 307, Map.of("Location", "/to", "Set-Cookie", "a=b"), NOTHING)
                .at("/to", 200, Map.of(), NOTHING);
        HttpWebhookSender sender = open(receiver)) {
      assertThat(sender.send(url(receiver, "/from"), Map.of(), BODY).status()).hasValue(307);
      sender.send(url(receiver, "/to"), Map.of(), BODY);
      assertThat(receiver.got()).extracting(Receiver.Got::path).containsExactly("/from", "/to");
      assertThat(receiver.got().get(1).headers()).doesNotContainKey("Cookie");
    }
  }

  @Test
  void keepsTheBeginningOfAnAnswer() throws IOException {
    byte[] endless = ("no\u0000\u001b[31m" + "x".repeat(5_000_000)).getBytes(UTF_8);
    try (Receiver receiver = new Receiver().at("/", 503, Map.of("Retry-After", "120"), endless);
        HttpWebhookSender sender = open(receiver)) {
      Answer answer = sender.send(url(receiver, "/"), Map.of(), BODY);
      assertThat(answer.status()).hasValue(503);
      assertThat(answer.text()).hasSize(1_000).startsWith("no\ufffd\ufffd[31mxx");
      assertThat(answer.retryAfter()).contains(Duration.ofMinutes(2));
    }
  }

  /** A byte now and then keeps a socket's own timeout from ever coming. */
  @Test
  void isDoneInTimeHoweverSlowTheReceiverDrips() throws Exception {
    try (ServerSocket drip = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        HttpWebhookSender sender =
            new HttpWebhookSender(
                List.of(new HostPort("127.0.0.1", drip.getLocalPort())),
                Resolver.SYSTEM,
                PATIENCE)) {
      Thread server = new Thread(() -> drip(drip));
      server.start();
      long start = System.nanoTime();
      Answer answer =
          sender.send(
              WebhookUrl.parse("http://127.0.0.1:" + drip.getLocalPort() + "/"), Map.of(), BODY);
      assertThat(answer.error()).contains("timeout");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(PATIENCE, PATIENCE.plusSeconds(5));
      server.join();
    }
  }

  private static void drip(ServerSocket listening) {
    try (Socket socket = listening.accept();
        OutputStream out = socket.getOutputStream()) {
      out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
      while (true) {
        out.write("X-Drip: 1\r\n".getBytes(UTF_8));
        out.flush();
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException gone) {
      // the sender has had enough
    }
  }

  @Test
  void tellsWhyThereIsNoAnswer() throws IOException {
    int dead;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      dead = closed.getLocalPort();
    }
    Resolver none =
        host -> {
          if (host.equals("gone.example")) {
            throw new UnknownHostException(host);
          }
          return Resolver.SYSTEM.resolve(host);
        };
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        HttpWebhookSender sender =
            new HttpWebhookSender(
                List.of(
                    new HostPort("127.0.0.1", dead),
                    new HostPort("127.0.0.1", plain.getLocalPort())),
                none,
                PATIENCE)) {
      assertThat(error(sender, "http://127.0.0.1:" + dead + "/")).contains("connection_failed");
      assertThat(error(sender, "https://gone.example/")).contains("unknown_host");
      Thread server = new Thread(() -> speakPlainly(plain));
      server.start();
      assertThat(error(sender, "https://127.0.0.1:" + plain.getLocalPort() + "/"))
          .contains("tls_failed");
    }
  }

  @Test
  void waitsForNoNameServerThatIsSlow() throws IOException {
    Resolver slow =
        host -> {
          LockSupport.parkNanos(PATIENCE.multipliedBy(5).toNanos());
          return Resolver.SYSTEM.resolve("127.0.0.1");
        };
    try (HttpWebhookSender sender = new HttpWebhookSender(List.of(), slow, PATIENCE)) {
      long start = System.nanoTime();
      assertThat(error(sender, "https://slow.example/")).contains("timeout");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.multipliedBy(2));
    }
  }

  private static void speakPlainly(ServerSocket listening) {
    try (Socket socket = listening.accept()) {
      socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
      socket.getOutputStream().flush();
      socket.getInputStream().readAllBytes();
    } catch (IOException gone) {
      // the sender has hung up
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "https://127.0.0.1/",
        "https://127.1.2.3:8443/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://172.16.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://168.63.129.16/",
        "https://100.64.0.1/",
        "https://[fd00:ec2::254]/",
        "https://[fe80::1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://localhost/",
        "https://a.localhost/",
        "https://2130706433/",
        "https://example.com:22/",
        "https://example.com:25/"
      })
  void refusesByDefaultWhatIsNotPublic(String text) throws IOException {
    WebhookUrl url = WebhookUrl.parse(text);
    try (HttpWebhookSender sender = new HttpWebhookSender(List.of())) {
      assertThat(sender.objection(url)).isPresent();
      assertThat(sender.send(url, Map.of(), BODY).error()).contains("address_not_allowed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00:ec2::254", "0.0.0.0"})
  void refusesNamesThatLeadToWhatIsNotPublic(String address) throws IOException {
    Resolver inside = host -> List.of(InetAddress.getByName(address));
    try (HttpWebhookSender sender = new HttpWebhookSender(List.of(), inside, PATIENCE)) {
      WebhookUrl url = WebhookUrl.parse("https://harmless.example/");
      assertThat(sender.objection(url)).isEmpty();
      assertThat(sender.send(url, Map.of(), BODY).error()).contains("address_not_allowed");
    }
  }

  /** A name is looked up once for a connection, so a second answer can't slip in. */
  @Test
  void looksUpOnceAndConnectsToWhatItChecked() throws IOException {
    AtomicInteger looks = new AtomicInteger();
    try (Receiver receiver = new Receiver().at("/", 200, Map.of(), NOTHING)) {
      Resolver rebinding =
          host ->
              List.of(
                  InetAddress.getByName(looks.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1"));
      HostPort named = new HostPort("hooks.example", receiver.port());
      try (HttpWebhookSender sender = new HttpWebhookSender(List.of(named), rebinding, PATIENCE)) {
        Answer answer =
            sender.send(
                WebhookUrl.parse("http://hooks.example:" + receiver.port() + "/"), Map.of(), BODY);
        assertThat(answer.status()).hasValue(200);
        assertThat(looks).hasValue(1);
      }
    }
  }

  private static HttpWebhookSender open(Receiver receiver) {
    return new HttpWebhookSender(
        List.of(new HostPort("127.0.0.1", receiver.port())), Resolver.SYSTEM, PATIENCE);
  }

  private static WebhookUrl url(Receiver receiver, String path) {
    return WebhookUrl.parse("http://127.0.0.1:" + receiver.port() + path);
  }

  private static Optional<String> error(HttpWebhookSender sender, String url) {
    return sender.send(WebhookUrl.parse(url), Map.of(), BODY).error();
  }
}
