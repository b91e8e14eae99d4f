package dev.cofferdam.adapters.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePatternsTest {
  private static boolean takes(String pattern, String path) {
    FilePatterns patterns = new FilePatterns(List.of(pattern));
    FilePatterns.State state = patterns.start();
    for (String name : path.split("/", -1)) {
      if (!state.leadsOn()) {
        return false;
      }
      state = patterns.below(state, name.getBytes(UTF_8));
    }
    return state.takesFile();
  }

  @ParameterizedTest
  @CsvSource({
    "a, a, true",
    "a, b, false",
    "a, a/b/c, true",
    "a, b/a, false",
    "*, a, true",
    "*, a/b, true",
    "*, .a, false",
    "*, a/.b, false",
    ".*, .a, true",
    "*.jar, x.jar, true",
    "*.jar, x.jar.txt, false",
    "*.jar, .jar, false",
    "a*b*c, axxbyybc, true",
    "?, \u00fc, true",
    "??, \u00fc, false",
    "a?, a, false",
    "*\u00fc, \u00fc\u00fc, true",
    "dist/**, dist, false",
    "dist/**, dist/a, true",
    "dist/**, dist/a/b/c, true",
    "dist/**, dist/.a, false",
    "dist/**, x/dist/a, false",
    "**/x, x, true",
    "**/x, a/b/x, true",
    "**/x, a/x/y, true",
    "**/x, .a/x, false",
    "a/**/b, a/b, true",
    "a/**/b, a/x/y/b, true",
    "a/**/b, a/x/y, false",
    "a/**/*.c, a/x.c, true",
    "a/**/*.c, a/b/x.c, true",
    "**, a/b, true",
    "**, .a, false",
    "[ab], a, false",
    "[ab], [ab], true"
  })
  void match(String pattern, String path, boolean expected) {
    assertThat(takes(pattern, path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a//b", "..", "a/../b", "."})
  void refuse_what_climbs(String pattern) {
    assertThatThrownBy(
            () -> new DriverSpec.Collect(List.of(pattern), 1, 1, 1, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings()
        .withChars("ab.")
        .ofMinLength(1)
        .ofMaxLength(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join("/", parts));
  }

  @Provide
  Arbitrary<String> globs() {
    return Arbitraries.of("a", "b", "*", "?", "**", "a*", "*b", ".*", "?b")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join("/", parts))
        .filter(glob -> !glob.contains("**/**"));
  }

  /** What shells mean by it, written as a regular expression. */
  @Property(tries = 3_000)
  void agree_with_what_they_mean(@ForAll("globs") String glob, @ForAll("paths") String path) {
    assertThat(takes(glob, path)).isEqualTo(path.matches(meaning(glob)));
  }

  private static String meaning(String glob) {
    StringBuilder regex = new StringBuilder();
    String[] parts = glob.split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      if (parts[i].equals("**")) {
        regex.append(last ? "[^./][^/]*(/[^./][^/]*)*" : "([^./][^/]*/)*");
      } else {
        String part = parts[i].startsWith(".") ? "" : "(?!\\.)";
        part += parts[i].replace(".", "\\.").replace("*", "[^/]*").replace("?", "[^/]");
        regex.append(part).append(last ? "(/[^./][^/]*)*" : "/");
      }
    }
    return regex.toString();
  }

  @Test
  void take_no_time_for_many_stars() {
    String pattern = "*a".repeat(90) + "b";
    String name = "a".repeat(255);
    long began = System.nanoTime();
    assertThat(takes(pattern, name)).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }
}
