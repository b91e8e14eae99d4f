package dev.cofferdam.domain.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  @ParameterizedTest
  @CsvSource({
    "node, docker.io, node:latest",
    "node:20, docker.io, node:20",
    "library/node, docker.io, library/node:latest",
    "ghcr.io/a/b:1, ghcr.io, ghcr.io/a/b:1",
    "localhost/a, localhost, localhost/a:latest",
    "127.0.0.1:5000/a, 127.0.0.1:5000, 127.0.0.1:5000/a:latest",
    "registry.internal:5000/a/b, registry.internal:5000, registry.internal:5000/a/b:latest",
    "a49dcf50acaa, docker.io, a49dcf50acaa:latest"
  })
  void knowsItsRegistryAndIsNeverAnId(String text, String registry, String tagged) {
    ImageReference image = new ImageReference(text);
    assertThat(image.registry()).isEqualTo(registry);
    assertThat(image.tagged()).isEqualTo(tagged);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-h",
        "Node",
        "a//b",
        "a:",
        "a:b:c",
        "a@sha256:12",
        "a b",
        "a\n",
        "../a",
        "http://a/b",
        "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void refusesWhatIsNoName(String text) {
    assertThatThrownBy(() -> new ImageReference(text))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.errors().get(0).field()).isEqualTo("image"));
  }
}
