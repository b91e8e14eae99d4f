package dev.cofferdam.domain.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourcesTest {
  @Test
  void takesItsBounds() {
    assertThat(new Resources(0.1, 16, 8, 1).cpus()).isEqualTo(0.1);
    assertThat(new Resources(64, 262_144, 32_768, 1_048_576).pids()).isEqualTo(32_768);
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 16, 8, 1, cpus",
    "Infinity, 16, 8, 1, cpus",
    "-Infinity, 16, 8, 1, cpus",
    "-1, 16, 8, 1, cpus",
    "0, 16, 8, 1, cpus",
    "-0.0, 16, 8, 1, cpus",
    "0.0999, 16, 8, 1, cpus",
    "64.001, 16, 8, 1, cpus",
    "1, 15, 8, 1, memory_mb",
    "1, 262145, 8, 1, memory_mb",
    "1, -2147483648, 8, 1, memory_mb",
    "1, 16, 7, 1, pids",
    "1, 16, 32769, 1, pids",
    "1, 16, 8, 0, disk_mb",
    "1, 16, 8, 1048577, disk_mb",
    "1, 16, 8, 2147483647, disk_mb"
  })
  void refusesWhatIsOutside(double cpus, int memoryMb, int pids, int diskMb, String field) {
    assertThatThrownBy(() -> new Resources(cpus, memoryMb, pids, diskMb))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.errors())
                    .extracting(Refusal.FieldError::field)
                    .containsExactly("resources." + field));
  }

  @Test
  void saysItsBoundsAsPeopleWriteThem() {
    assertThatThrownBy(() -> new Resources(Double.NaN, 16, 8, 1))
        .hasMessage("resources.cpus must be from 0.1 to 64");
  }
}
