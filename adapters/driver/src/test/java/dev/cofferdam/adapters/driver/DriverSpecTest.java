package dev.cofferdam.adapters.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.vault.SecretValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DriverSpecTest {
  private static DriverSpec spec(Map<String, SecretValue> environment, List<String> commands) {
    return new DriverSpec(
        environment,
        commands,
        "/workspace",
        Duration.ofSeconds(30),
        1_000,
        Optional.of(new DriverSpec.Forward(65_535, "/run/egress/proxy.sock")),
        List.of(new DriverSpec.InlineFile("/tmp/ca.pem", ByteBuffer.wrap("ca\0".getBytes(UTF_8)))),
        Optional.of(
            new DriverSpec.Collect(
                List.of("dist/**", "*.jar"), 7, 8, 1L << 40, Duration.ofMillis(9))));
  }

  @Property(tries = 200)
  void what_is_encoded_is_read(
      @ForAll @Size(max = 5) List<String> texts, @ForAll @Size(max = 40) byte[] value)
      throws IOException {
    List<String> commands =
        texts.stream().map(t -> new String(t.getBytes(UTF_8), UTF_8).replace("\0", "")).toList();
    for (int i = 0; i < value.length; i++) {
      value[i] = value[i] == 0 ? 1 : value[i];
    }
    DriverSpec spec = spec(Map.of("A", SecretValue.of(value)), commands);
    ByteArrayInputStream in = new ByteArrayInputStream(spec.encode());
    assertThat(DriverSpec.read(in)).isEqualTo(spec);
  }

  @Property(tries = 300)
  void a_spec_cut_short_is_an_error(@ForAll @IntRange(min = 0, max = 150) int length) {
    byte[] whole = spec(Map.of("A", SecretValue.ofText("b")), List.of("x".repeat(50))).encode();
    assertThat(whole.length).isGreaterThan(150);
    assertThatThrownBy(
            () -> DriverSpec.read(new ByteArrayInputStream(Arrays.copyOf(whole, length))))
        .isInstanceOf(IOException.class);
  }

  @Property(tries = 500)
  void garbage_records_are_an_error_and_nothing_worse(@ForAll @Size(max = 60) byte[] records) {
    ByteBuffer bytes = ByteBuffer.allocate(12 + records.length);
    bytes.put("COFFDRV1".getBytes(UTF_8)).putInt(records.length).put(records);
    assertThatThrownBy(() -> DriverSpec.read(new ByteArrayInputStream(bytes.array())))
        .isInstanceOf(MalformedDriverData.class);
  }

  @Test
  void the_first_bytes_are_as_documented() {
    DriverSpec spec =
        new DriverSpec(
            Map.of("A", SecretValue.ofText("b")),
            List.of(),
            "/w",
            Duration.ofMillis(258),
            0,
            Optional.empty(),
            List.of(),
            Optional.empty());
    assertThat(spec.encode())
        .startsWith("COFFDRV1\0\0\0".getBytes(UTF_8))
        .containsSequence(1, 0, 0, 0, 3, 'A', '=', 'b', 3, 0, 0, 0, 2, '/', 'w')
        .containsSequence(4, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 1, 2);
  }

  @Test
  void a_secret_never_prints() {
    assertThat(spec(Map.of("TOKEN", SecretValue.ofText("hunter2")), List.of()).toString())
        .contains("[REDACTED]")
        .doesNotContain("hunter2");
  }

  @Test
  void a_value_with_a_nul_byte_is_refused_by_name_and_not_shown() {
    assertThatThrownBy(() -> spec(Map.of("TOKEN", SecretValue.ofText("hun\0ter")), List.of()))
        .hasMessageContaining("TOKEN")
        .hasMessageNotContaining("hun");
  }
}
