package dev.cofferdam.domain.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class SecretValueTest {
  @Property
  void keepsBytesExactly(@ForAll byte[] bytes) {
    assertThat(SecretValue.of(bytes).reveal()).isEqualTo(bytes);
    assertThat(SecretValue.of(bytes)).isEqualTo(SecretValue.of(bytes.clone()));
    assertThat(SecretValue.of(bytes).length()).isEqualTo(bytes.length);
  }

  @Property
  void isTextWhenItIsWellFormedUtf8(@ForAll byte[] bytes) {
    String read = new String(bytes, StandardCharsets.UTF_8);
    boolean wellFormed = Arrays.equals(read.getBytes(StandardCharsets.UTF_8), bytes);
    assertThat(SecretValue.of(bytes).revealText().isPresent()).isEqualTo(wellFormed);
  }

  @Test
  void has64KibAtMost() {
    assertThat(SecretValue.of(new byte[65_536]).length()).isEqualTo(65_536);
    assertThatThrownBy(() -> SecretValue.of(new byte[65_537]))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("too_large"));
  }

  @Test
  void canNotBeChangedFromOutside() {
    byte[] bytes = {1, 2};
    SecretValue value = SecretValue.of(bytes);
    bytes[0] = 9;
    value.reveal()[1] = 9;
    assertThat(value.reveal()).containsExactly(1, 2);
  }

  @Test
  void printsAsRedacted() {
    assertThat(SecretValue.ofText("sesame")).hasToString("[REDACTED]");
    assertThat(String.format("%s %s", SecretValue.ofText("sesame"), "x")).isEqualTo("[REDACTED] x");
  }
}
