package dev.cofferdam.adapters.egress.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.adapters.egress.runs.AddressPolicy;
import dev.cofferdam.adapters.egress.runs.HostPort;
import dev.cofferdam.adapters.egress.runs.Resolver;
import dev.cofferdam.application.events.port.WebhookSender;
import dev.cofferdam.domain.events.Delivery.Attempt;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.runs.PublicAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts over HTTP/1.1 with Apache's client, which asks {@link CheckedAddresses} where to connect.
 * Each message has a connection of its own, so what was checked for one is used for no other.
 */
public final class HttpWebhookSender implements WebhookSender, AutoCloseable {
  private static final int CONNECTIONS = 200;
  private static final int MAX_HEADER_LINE = 8_192;
  private static final int MAX_HEADERS = 100;
  private static final String USER_AGENT = "Cofferdam-Webhooks/1";

  private final AddressPolicy policy;
  private final Duration patience;
  private final CheckedAddresses addresses;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines;

  /**
   * @param open private addresses, and {@code http} ones, that the operator has opened
   */
  public HttpWebhookSender(List<HostPort> open) {
    this(open, Resolver.SYSTEM, Duration.ofSeconds(15));
  }

  HttpWebhookSender(List<HostPort> open, Resolver resolver, Duration patience) {
    this.policy = new AddressPolicy(open, resolver);
    this.patience = patience;
    this.addresses = new CheckedAddresses(policy, patience);
    this.client = client(addresses, patience);
    this.deadlines =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "webhook-deadlines");
              thread.setDaemon(true);
              return thread;
            });
  }

  private static CloseableHttpClient client(CheckedAddresses addresses, Duration patience) {
    Timeout timeout = Timeout.of(patience);
    PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(addresses)
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    .http1Config(
                        Http1Config.custom()
                            .setMaxLineLength(MAX_HEADER_LINE)
                            .setMaxHeaderCount(MAX_HEADERS)
                            .build())
                    .build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(timeout)
                    .setSocketTimeout(timeout)
                    .build())
            .setMaxConnTotal(CONNECTIONS)
            .setMaxConnPerRoute(CONNECTIONS)
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setConnectionReuseStrategy((request, response, context) -> false)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .setRedirectsEnabled(false)
                .build())
        .setUserAgent(USER_AGENT)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  @Override
  public Optional<String> objection(WebhookUrl url) {
    HostPort target;
    try {
      target = target(url);
    } catch (IllegalArgumentException neither) {
      return Optional.of("must have a host that is a DNS name or an address");
    }
    if (policy.isOpened(target)) {
      return Optional.empty();
    }
    if (!url.isSecure()) {
      return Optional.of("must begin with https://");
    }
    if (!AddressPolicy.isAllowed(target.port())) {
      return Optional.of("must have the port 443, 80, or one from 1024 up");
    }
    return isPrivateLiteral(target)
        ? Optional.of("must lead to a public address")
        : Optional.empty();
  }

  /** Never looks a name up. */
  private static boolean isPrivateLiteral(HostPort target) {
    String host = target.host();
    boolean literal = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    if (!literal) {
      return host.equals("localhost") || host.endsWith(".localhost");
    }
    try {
      return !PublicAddress.isPublic(InetAddress.getByName(host));
    } catch (UnknownHostException none) {
      return true;
    }
  }

  private static HostPort target(WebhookUrl url) {
    return HostPort.parse(url.value().getHost(), url.port());
  }

  @Override
  public Answer send(WebhookUrl url, Map<String, String> headers, byte[] body) {
    long start = System.nanoTime();
    if (objection(url).isPresent()) {
      return none("address_not_allowed", start);
    }
    HttpPost post = new HttpPost(url.value());
    headers.forEach(post::setHeader);
    post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    Future<?> deadline =
        deadlines.schedule(post::cancel, patience.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return client.execute(post, response -> answer(response, post, start));
    } catch (IOException | RuntimeException failed) {
      return none(reason(failed, start), start);
    } finally {
      deadline.cancel(false);
    }
  }

  /** The rest of a long answer is never read: the connection is cut. */
  private static Answer answer(ClassicHttpResponse response, HttpPost post, long start) {
    String text = "";
    HttpEntity entity = response.getEntity();
    if (entity != null) {
      try {
        InputStream in = entity.getContent();
        text = printable(in.readNBytes(Attempt.MAX_ANSWER));
      } catch (IOException brokenOff) {
        // the status has arrived, and it alone decides
      }
    }
    post.cancel();
    return new Answer(
        OptionalInt.of(response.getCode()),
        Optional.empty(),
        Duration.ofNanos(System.nanoTime() - start),
        text,
        retryAfter(response.getFirstHeader("Retry-After")));
  }

  private static String printable(byte[] bytes) {
    return new String(bytes, UTF_8).replaceAll("[\\x00-\\x08\\x0b-\\x1f\\x7f]", "\ufffd");
  }

  /** Seconds; dates are not heeded. */
  private static Optional<Duration> retryAfter(Header header) {
    return Optional.ofNullable(header)
        .map(Header::getValue)
        .filter(value -> value.matches("[0-9]{1,9}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  private String reason(Exception failure, long start) {
    if (failure instanceof CheckedAddresses.NotAllowed) {
      return "address_not_allowed";
    }
    boolean late = System.nanoTime() - start >= patience.toNanos();
    if (failure instanceof UnknownHostException && !late) {
      return "unknown_host";
    }
    if (late || failure instanceof SocketTimeoutException) {
      return "timeout";
    }
    return failure instanceof SSLException ? "tls_failed" : "connection_failed";
  }

  private static Answer none(String error, long start) {
    return new Answer(
        OptionalInt.empty(),
        Optional.of(error),
        Duration.ofNanos(System.nanoTime() - start),
        "",
        Optional.empty());
  }

  @Override
  public void close() throws IOException {
    deadlines.shutdownNow();
    addresses.close();
    client.close();
  }
}
