package dev.cofferdam.adapters.tink.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class AssociatedDataTest {
  @Test
  void isPartOfEveryCiphertextAndNeverChanges() {
    assertThat(HexFormat.of().formatHex(AssociatedData.of("ab", "", "ключ")))
        .isEqualTo("00000002" + "6162" + "00000000" + "00000008" + "d0bad0bbd18ed187");
  }

  @Test
  void partsDoNotRunIntoEachOther() {
    assertThat(AssociatedData.of("l", "ab", "c"))
        .isNotEqualTo(AssociatedData.of("l", "a", "bc"))
        .isNotEqualTo(AssociatedData.of("l", "abc"))
        .isNotEqualTo(AssociatedData.of("l", "abc", ""))
        .isNotEqualTo(AssociatedData.of("lab", "c"));
  }

  @Property
  void differentListsOfPartsDiffer(
      @ForAll("parts") List<String> one, @ForAll("parts") List<String> other) {
    Assume.that(!one.equals(other));

    assertThat(of(one)).isNotEqualTo(of(other));
  }

  @Property
  void partsCutAtAnotherPlaceDiffer(@ForAll("parts") List<String> parts) {
    String all = String.join("", parts);
    for (int cut = 0; cut <= all.length(); cut++) {
      List<String> other = List.of(all.substring(0, cut), all.substring(cut));
      assertThat(Arrays.equals(of(parts), of(other))).isEqualTo(parts.equals(other));
    }
  }

  @Test
  void textWithoutUtf8IsRefused() {
    assertThatThrownBy(() -> AssociatedData.of("l", "\ud800"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<List<String>> parts() {
    return Arbitraries.strings()
        .withChars('a', 'b', '\0', '\1', '\2', 'é')
        .ofMaxLength(4)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static byte[] of(List<String> parts) {
    return AssociatedData.of("label", parts.toArray(String[]::new));
  }
}
