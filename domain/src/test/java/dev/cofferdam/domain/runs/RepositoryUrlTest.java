package dev.cofferdam.domain.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RepositoryUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://github.com/a/b.git, github.com, 443",
    "https://GIT.Example.org/a/b, git.example.org, 443",
    "https://git.example.org:8443/a, git.example.org, 8443",
    "https://203.0.113.7/a, 203.0.113.7, 443",
    "https://[2001:db8::1]:99/a, 2001:db8::1, 99",
    "https://git.example.org/a%20b/-c, git.example.org, 443",
    "https://xn--mller-kva.example/~a/b.git/, xn--mller-kva.example, 443"
  })
  void takes(String url, String host, int port) {
    RepositoryUrl repository = new RepositoryUrl(url);
    assertThat(repository).hasToString(url);
    assertThat(repository.host()).isEqualTo(host);
    assertThat(repository.port()).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-h",
        "--upload-pack=touch /tmp/x",
        "-uhttps://example.org/a",
        "ext::sh -c touch% /tmp/x",
        "ext::sh",
        "fd::17",
        "transport::https://example.org/a",
        "https::https://example.org/a",
        "file:///etc",
        "file://localhost/etc/passwd",
        "/etc/passwd",
        "../a",
        "~/a",
        "http://169.254.169.254/",
        "http://example.org/a",
        "HTTPS://git.example.org/a",
        "git://example.org/a",
        "ssh://git@example.org/a",
        "ssh://-oProxyCommand=x/a",
        "git@example.org:a/b.git",
        "ftp://example.org/a",
        "jar:https://example.org/a!/b",
        "javascript:alert(1)",
        "https:",
        "https:/",
        "https://",
        "https:///a",
        "https:example.org/a",
        "https://example.org",
        "https://example.org/",
        "https://user@example.org/a",
        "https://user:token@example.org/a",
        "https://:@example.org/a",
        "https://@example.org/a",
        "https://a@b@example.org/a",
        "https://example.org\\@evil.example/a",
        "https://example.org/a?x=1",
        "https://example.org/a?",
        "https://example.org/a#x",
        "https://example.org/a#",
        "https://example.org:0/a",
        "https://example.org:65536/a",
        "https://example.org:99999999999/a",
        "https://example.org:-1/a",
        "https://example.org:x/a",
        "https://exa mple.org/a",
        " https://example.org/a",
        "https://example.org/a ",
        "https://example.org/a\n",
        "https://example.org/a\r\nHost: evil.example",
        "https://example.org/a\tb",
        "https://example.org/a\u0000",
        "https://example.org/\u007f",
        "https://example.org/ü",
        "https://müller.example/a",
        "https://p\u0430ypal.example/a",
        "https://example\u3002org/a",
        "https://-oProxyCommand/a",
        "https://2130706433/a",
        "https://0x7f.1/a",
        "https://127.1/a",
        "https://[::1/a",
        "https://[::1%25lo]/a",
        "https://example.org/%",
        "https://example.org/%zz",
        "https://$(id)/a",
        "https://`id`/a",
        "https://example.org/$(id)\"",
        "https://exam_ple.org/a"
      })
  void refuses(String url) {
    assertThatThrownBy(() -> new RepositoryUrl(url))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.errors())
                    .extracting(Refusal.FieldError::field)
                    .containsExactly("repo_url"));
  }

  @Test
  void has2048CharactersAtMost() {
    String start = "https://example.org/";
    String longest = start + "a".repeat(2_048 - start.length());
    assertThat(new RepositoryUrl(longest).value()).hasSize(2_048);
    assertThatThrownBy(() -> new RepositoryUrl(longest + "a")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new RepositoryUrl(start + "a".repeat(10_000)))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(
            () -> new RepositoryUrl("https://" + "a.".repeat(1_000) + "/a" + "[".repeat(9)))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void quotesNoCredentialInItsRefusal() {
    assertThatThrownBy(() -> new RepositoryUrl("https://ada:sesame@example.org/a"))
        .hasMessageNotContaining("sesame");
  }

  @Property(tries = 5_000)
  void isRefusedInOurWordsOrIsAnHttpsUrlOfAHostAndAPath(@ForAll("urls") String text) {
    RepositoryUrl url;
    try {
      url = new RepositoryUrl(text);
    } catch (Refusal refused) {
      return;
    }
    assertThat(text).matches("(?i)https://[a-z0-9.:\\[\\]-]+/[!-~]+");
    assertThat(text).doesNotContain("#", "?", "\\");
    assertThat(url.host()).isNotEmpty().doesNotStartWith("-");
    assertThat(url.port()).isBetween(1, 65_535);
  }

  @Provide
  Arbitrary<String> urls() {
    Arbitrary<String> tail =
        Arbitraries.strings().withChars("aZ0-._~:/?#[]@!$&'()*+,;=%\\ \t\u0000ü").ofMaxLength(20);
    return Arbitraries.oneOf(
        tail.map(text -> "https://" + text),
        tail.map(text -> "https://example.org" + text),
        tail.map(text -> "https://example.org/" + text),
        Arbitraries.strings().all().map(text -> "https://" + text),
        Arbitraries.strings().all());
  }
}
