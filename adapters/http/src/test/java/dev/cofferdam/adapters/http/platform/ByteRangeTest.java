package dev.cofferdam.adapters.http.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ByteRangeTest {
  @Property
  void staysWithinTheRepresentation(
      @ForAll @LongRange(max = 1_000) long first,
      @ForAll @LongRange(max = 1_000) long last,
      @ForAll @LongRange(max = 1_000) long length) {
    Optional<ByteRange> range = ByteRange.parse("bytes=" + first + "-" + last, length);
    assertThat(range.isPresent()).isEqualTo(first <= last);
    range.ifPresent(
        bytes -> {
          assertThat(bytes.isEmpty()).isEqualTo(first >= length);
          assertThat(bytes.first()).isEqualTo(first);
          assertThat(bytes.end()).isEqualTo(Math.min(last + 1, length));
        });
  }

  @Property
  void takesASuffixOfTheRepresentation(
      @ForAll @LongRange(max = 1_000) long suffix, @ForAll @LongRange(max = 1_000) long length) {
    ByteRange range = ByteRange.parse("bytes=-" + suffix, length).orElseThrow();
    assertThat(range.end() - range.first()).isEqualTo(Math.min(suffix, length));
    assertThat(range.end()).isEqualTo(length);
  }

  @Property
  void takesAnyTextWithoutFailing(@ForAll String header) {
    for (String text : new String[] {header, "bytes=" + header, "bytes=1-" + header}) {
      assertThat(ByteRange.parse(text, 10).map(ByteRange::end).orElse(0L)).isBetween(0L, 10L);
    }
  }
}
