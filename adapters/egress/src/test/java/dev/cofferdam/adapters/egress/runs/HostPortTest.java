package dev.cofferdam.adapters.egress.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "example.com:443, example.com:443",
    "EXAMPLE.com.:443, example.com:443",
    "xn--bcher-kva.example:80, xn--bcher-kva.example:80",
    "my_host:8080, my_host:8080",
    "192.0.2.1:80, 192.0.2.1:80",
    "[2001:DB8::1]:443, [2001:db8::1]:443",
    "[::ffff:10.0.0.1]:443, [::ffff:10.0.0.1]:443",
    "1.2.3.4.example:1, 1.2.3.4.example:1",
  })
  void readsAndNormalises(String text, String expected) {
    assertThat(HostPort.parse(text)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        ":443",
        "example.com:",
        "example.com:0",
        "example.com:65536",
        "example.com:443443",
        "example.com:+443",
        "example.com:443/path",
        "user@example.com:443",
        "example.com..:443",
        ".example.com:443",
        "exa mple.com:443",
        "exa%6dple.com:443",
        "b\u00fccher.example:443",
        "-example.com:443",
        "2130706433:80",
        "0x7f000001:80",
        "0x7f.1:80",
        "127.1:80",
        "127.0.1:80",
        "0177.0.0.1:80",
        "127.0.0.01:80",
        "127.0.0.1.:80x",
        "256.0.0.1:80",
        "1.2.3.4.5:80",
        "example.0x7f:80",
        "::1:80",
        "[::1:80",
        "[::1]80",
        "[::1]",
        "[fe80::1%25eth0]:80",
        "[fe80::1%eth0]:80",
        "[example.com]:80",
        "[127.0.0.1]:80",
        "[]:80",
      })
  void refusesWhatResolversReadInMoreThanOneWay(String text) {
    assertThatThrownBy(() -> HostPort.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void readsItsOwnTextOrRefuses(@ForAll String text) {
    try {
      HostPort read = HostPort.parse(text);
      assertThat(HostPort.parse(read.toString())).isEqualTo(read);
      assertThat(read.toString()).matches("[ -~]+").doesNotContain("@", "/", "%", " ");
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageNotContaining("\n");
    }
  }
}
