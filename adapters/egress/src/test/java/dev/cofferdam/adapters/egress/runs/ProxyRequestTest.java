package dev.cofferdam.adapters.egress.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyRequestTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static ProxyRequest parse(String text) throws RefusedRequest {
    return ProxyRequest.parse(bytes(text));
  }

  /** Each line with CRLF at its end. */
  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  @Test
  void aTunnelHasATargetAndNoHead() throws RefusedRequest {
    ProxyRequest request = parse("CONNECT Example.com:443 HTTP/1.1\r\nHost: other:1\r\n\r\n");
    assertThat(request.target()).isEqualTo(new HostPort("example.com", 443));
    assertThat(request.head()).isEmpty();
  }

  @Test
  void anAbsoluteUrlIsForwardedWithItsOwnHostAndWithoutHopByHopFields() throws RefusedRequest {
    ProxyRequest request =
        parse(
            lines(
                "GET http://example.com/a?b=http://c HTTP/1.1",
                "Host: inside.example",
                "Proxy-Authorization: Basic eDp5",
                "Proxy-Connection: keep-alive",
                "Connection: keep-alive, X-Hop",
                "X-Hop: 1",
                "X-End: 2 ",
                "Content-Length: 3",
                ""));
    assertThat(request.head())
        .hasValueSatisfying(
            head ->
                assertThat(new String(head, StandardCharsets.ISO_8859_1))
                    .isEqualTo(
                        lines(
                            "GET /a?b=http://c HTTP/1.1",
                            "Host: example.com",
                            "X-End: 2",
                            "Content-Length: 3",
                            "Connection: close",
                            "")));
    assertThat(request.credentials()).hasValue("Basic eDp5");
  }

  @Test
  void connectionCannotTakeTheFramingAway() throws RefusedRequest {
    ProxyRequest request =
        parse(
            lines(
                "POST http://[2001:db8::1]:8080?q HTTP/1.1",
                "Connection: content-length",
                "Content-Length: 3",
                ""));
    assertThat(new String(request.head().orElseThrow(), StandardCharsets.ISO_8859_1))
        .startsWith("POST /?q HTTP/1.1\r\nHost: [2001:db8::1]:8080\r\nContent-Length: 3\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET http://example.com/\r\n\r\n",
        "GET http://example.com/ HTTP/2.0\r\n\r\n",
        "GET  http://example.com/ HTTP/1.1\r\n\r\n",
        "GET https://example.com/ HTTP/1.1\r\n\r\n",
        "GET ftp://example.com/ HTTP/1.1\r\n\r\n",
        "GET http:///path HTTP/1.1\r\n\r\n",
        "GET http://user:pw@example.com/ HTTP/1.1\r\n\r\n",
        "GET http://example.com/#x HTTP/1.1\r\n\r\n",
        "GET http://example.com\\@127.0.0.1/ HTTP/1.1\r\n\r\n",
        "G\u00cbT http://example.com/ HTTP/1.1\r\n\r\n",
        "CONNECT example.com HTTP/1.1\r\n\r\n",
        "CONNECT example.com:443/x HTTP/1.1\r\n\r\n",
        "CONNECT http://example.com:443 HTTP/1.1\r\n\r\n",
        "CONNECT user@example.com:443 HTTP/1.1\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\nContent-Length: 3, 4\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\nContent-Length: -3\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\nContent-Length: +3\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\nTransfer-Encoding : chunked\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\n X: folded\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\nX: a\r\n b\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\nX: a\rY: b\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\nX: a\0b\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\nno colon\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\n: no name\r\n\r\n",
      })
  void refusesWhatTwoParsersCouldReadInTwoWays(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(RefusedRequest.class);
  }

  @Property
  void garbageIsRefusedAndNothingWorse(@ForAll @Size(min = 1, max = 80) byte[] garbage) {
    try {
      assertThat(ProxyRequest.parse(garbage).target()).isNotNull();
    } catch (RefusedRequest refused) {
      assertThat(refused.answer().status()).isBetween(400, 501);
    }
  }

  /** However the bytes are cut, the header's end is found at the same place. */
  @Property
  void theHeadersEndDoesNotDependOnHowItComes(
      @ForAll @IntRange(min = 1, max = 20) int piece, @ForAll @Size(max = 30) String value)
      throws RefusedRequest {
    String header = "GET http://a.b/ HTTP/1.1\r\nX: " + value.replaceAll("[^ -~]", "") + "\r\n\r\n";
    byte[] whole = bytes(header + "\n\rbody\n");
    HeaderScanner scanner = new HeaderScanner(1_000);
    ByteBuffer buffer = ByteBuffer.allocate(1_000);
    int found = -1;
    for (int at = 0; at < whole.length && found < 0; at += piece) {
      buffer.put(whole, at, Math.min(piece, whole.length - at));
      found = scanner.scan(buffer);
    }
    assertThat(found).isEqualTo(header.length());
  }

  @Test
  void aLineWithoutCarriageReturnIsRefusedAtOnce() {
    ByteBuffer buffer = ByteBuffer.allocate(100).put(bytes("GET http://a.b/ HTTP/1.1\n"));
    assertThatThrownBy(() -> new HeaderScanner(100).scan(buffer))
        .isInstanceOf(RefusedRequest.class);
  }

  @Test
  void aHeaderOverTheLimitIsRefusedBeforeItsEnd() {
    ByteBuffer buffer = ByteBuffer.allocate(100).put(bytes("x".repeat(100)));
    assertThatThrownBy(() -> new HeaderScanner(100).scan(buffer))
        .isInstanceOfSatisfying(
            RefusedRequest.class, refused -> assertThat(refused.answer().status()).isEqualTo(431));
  }
}
