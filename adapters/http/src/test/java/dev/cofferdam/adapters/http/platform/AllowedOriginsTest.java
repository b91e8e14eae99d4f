package dev.cofferdam.adapters.http.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AllowedOriginsTest {
  @Test
  void readsOrigins() {
    assertThat(AllowedOrigins.parse(" https://app.example.org,http://localhost:3000 ").origins())
        .containsExactlyInAnyOrder("https://app.example.org", "http://localhost:3000");
    assertThat(AllowedOrigins.parse("")).isEqualTo(AllowedOrigins.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "app.example.org",
        "https://app.example.org/",
        "https://App.example.org",
        "https://*.example.org",
        "https://user@app.example.org",
        "ftp://app.example.org",
        "https://app.example.org?x"
      })
  void namesWhatIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AllowedOrigins.parse("https://good.example.org," + text))
        .withMessageContaining(text);
  }
}
