package dev.cofferdam.adapters.http.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrustedProxiesTest {
  private final TrustedProxies proxies = TrustedProxies.parse("10.0.0.0/8, 2001:db8::1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // peer | X-Forwarded-For | client
        "192.0.2.1 | 198.51.100.7 | 192.0.2.1",
        "10.0.0.1 | 198.51.100.7 | 198.51.100.7",
        "10.0.0.1 | 203.0.113.9, 198.51.100.7 | 198.51.100.7",
        "10.0.0.1 | 198.51.100.7, 10.2.3.4 | 198.51.100.7",
        "10.0.0.1 | 10.9.9.9, 10.2.3.4 | 10.9.9.9",
        "10.0.0.1 | nonsense, 10.2.3.4 | 10.2.3.4",
        "10.0.0.1 | 198.51.100.7, nonsense | 10.0.0.1",
        "10.0.0.1 | 198.51.100.7:8080 | 10.0.0.1",
        "10.0.0.1 | localhost | 10.0.0.1",
        "10.0.0.1 | '' | 10.0.0.1",
        "2001:db8::1 | 2001:db8::77 | 2001:db8::77",
        "2001:db8::2 | 2001:db8::77 | 2001:db8::2",
        "::ffff:10.0.0.1 | 198.51.100.7 | 198.51.100.7"
      })
  void believesOnlyWhatTrustedProxiesAppended(String peer, String forwardedFor, String client) {
    assertThat(proxies.client(peer, List.of(forwardedFor))).isEqualTo(client);
  }

  @Test
  void readsSeveralHeadersAsOneList() {
    assertThat(proxies.client("10.0.0.1", List.of("198.51.100.7", "10.0.0.2, 10.0.0.3")))
        .isEqualTo("198.51.100.7");
    assertThat(proxies.client("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
  }

  @Test
  void givesUpOnEndlessLists() {
    String list = "10.0.0.2, ".repeat(1_000) + "10.0.0.3";
    assertThat(proxies.client("10.0.0.1", List.of("198.51.100.7", list))).startsWith("10.0.0.");
  }

  @Test
  void trustsNobodyByDefault() {
    assertThat(TrustedProxies.parse("")).isEqualTo(TrustedProxies.NONE);
    assertThat(TrustedProxies.NONE.client("127.0.0.1", List.of("198.51.100.7")))
        .isEqualTo("127.0.0.1");
  }

  @Test
  void namesWhatIsNoNetwork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustedProxies.parse("10.0.0.0/8, proxy.example.org"))
        .withMessageContaining("proxy.example.org");
  }
}
