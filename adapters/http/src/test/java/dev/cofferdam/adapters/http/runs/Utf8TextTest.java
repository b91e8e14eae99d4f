package dev.cofferdam.adapters.http.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class Utf8TextTest {
  @Property
  void readsBytesTheSameHoweverTheyCome(
      @ForAll byte[] bytes, @ForAll @Size(max = 5) Set<@IntRange(max = 40) Integer> cuts) {
    assertThat(pieceByPiece(bytes, cuts)).isEqualTo(new String(bytes, UTF_8));
  }

  @Property
  void readsTextTheSameHoweverItIsCut(
      @ForAll String text, @ForAll @Size(max = 5) Set<@IntRange(max = 40) Integer> cuts) {
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(pieceByPiece(bytes, cuts)).isEqualTo(new String(bytes, UTF_8));
  }

  @Property
  void keepsBackAtMostThreeBytes(@ForAll byte[] bytes) {
    assertThat(bytes.length - Utf8Text.of(ByteBuffer.wrap(bytes), false).bytes()).isBetween(0, 3);
    assertThat(Utf8Text.of(ByteBuffer.wrap(bytes), true).bytes()).isEqualTo(bytes.length);
  }

  /** Reads like a follower: the bytes up to each cut are there, then some more, then all. */
  private static String pieceByPiece(byte[] bytes, Set<Integer> cuts) {
    StringBuilder seen = new StringBuilder();
    int offset = 0;
    for (int cut : new TreeSet<>(cuts)) {
      int there = Math.min(cut, bytes.length);
      if (there > offset) {
        Utf8Text text = Utf8Text.of(ByteBuffer.wrap(bytes, offset, there - offset), false);
        seen.append(text.text());
        offset += text.bytes();
      }
    }
    return seen.append(
            Utf8Text.of(ByteBuffer.wrap(bytes, offset, bytes.length - offset), true).text())
        .toString();
  }
}
