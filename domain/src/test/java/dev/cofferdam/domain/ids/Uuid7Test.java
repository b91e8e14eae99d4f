package dev.cofferdam.domain.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Uuid7Test {
  private static final long LAST = (1L << 48) - 1;

  /** The example of RFC 9562, appendix A.6. */
  @Test
  void isMadeAsTheRfcSays() {
    UUID random = UUID.fromString("00000000-0000-0cc3-18c4-dc0c0c07398f");
    assertThat(Uuid7.of(0x017F22E279B0L, random))
        .hasToString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  }

  @Property
  void hasItsVersionItsVariantAndItsTime(
      @ForAll @LongRange(min = 0, max = LAST) long millis, @ForAll long high, @ForAll long low) {
    UUID id = Uuid7.of(millis, new UUID(high, low));
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis);
    assertThat(Uuid7.parse(id.toString())).contains(id);
  }

  @Property
  void sortsByTimeAsText(
      @ForAll @LongRange(min = 0, max = LAST - 1) long millis,
      @ForAll long high,
      @ForAll long low) {
    String earlier = Uuid7.of(millis, new UUID(high, low)).toString();
    String later = Uuid7.of(millis + 1, new UUID(low, high)).toString();
    assertThat(earlier).isLessThan(later);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
        "017f22e279b07cc398c4dc0c0c07398f",
        "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n",
        " 017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "1-1-1-1-1",
        "ada-s-org"
      })
  void readsTheCanonicalFormAlone(String text) {
    assertThat(Uuid7.parse(text)).isEmpty();
    assertThat(OrgId.parse(text)).isEmpty();
    assertThat(RunId.parse(text)).isEmpty();
  }

  @Test
  void isReadBackByEveryKindOfId() {
    String text = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
    assertThat(OrgId.parse(text)).get().hasToString(text);
    assertThat(UserId.parse(text)).get().hasToString(text);
    assertThat(SessionId.parse(text)).get().hasToString(text);
    assertThat(ProjectId.parse(text)).get().hasToString(text);
    assertThat(EnvironmentId.parse(text)).get().hasToString(text);
    assertThat(RunId.parse(text)).get().hasToString(text);
    assertThat(EventId.parse(text)).get().hasToString(text);
    assertThat(RequestId.parse(text)).get().hasToString(text);
  }
}
