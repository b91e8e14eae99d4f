package dev.cofferdam.application.audit.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectKeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "a/",
        "a//b",
        ".",
        "..",
        "../a",
        "a/../b",
        "a/./b",
        "./a",
        "a/.",
        "a/..",
        "a..b",
        "A",
        "a b",
        "a\\b",
        "a\0",
        "a\n",
        "a@",
        "a%2e",
        "é"
      })
  void pathsThatLeadElsewhereAreRefused(String value) {
    assertThatThrownBy(() -> new ObjectKey(value))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("key");
  }

  @Test
  void lengthsAreLimited() {
    String name = "n".repeat(200);
    assertThat(new ObjectKey(name + "/" + name + "/" + "n".repeat(110)).value()).hasSize(512);
    assertThatThrownBy(() -> new ObjectKey(name + "n")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new ObjectKey(name + "/" + name + "/" + "n".repeat(111)))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new ObjectKey("a/".repeat(1_000_000) + "a"))
        .isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", ".a", "a.", "-", "_", "runs/0190-x/artifacts/build.tar.gz"})
  void namesAreTaken(String value) {
    assertThat(new ObjectKey(value)).hasToString(value);
  }
}
