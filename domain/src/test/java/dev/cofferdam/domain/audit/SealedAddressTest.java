package dev.cofferdam.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.UserId;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealedAddressTest {
  private static final UserId ADA =
      new UserId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));

  @Property
  void readsWhatItWrote(@ForAll @Size(min = 1, max = 80) byte[] bytes) {
    SealedAddress address = new SealedAddress(ADA, bytes);
    assertThat(SealedAddress.parse(address.text())).contains(address);
    assertThat(address.bytes()).isEqualTo(bytes);
  }

  /** The form is a part of what the chain commits to. */
  @Test
  void isWrittenInOneForm() {
    assertThat(new SealedAddress(ADA, new byte[] {-1, -2, 3, 4}).text())
        .isEqualTo("sealed:01890a5d-ac96-774b-bcce-b302099a8057:__4DBA");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "203.0.113.7",
        "::1",
        "sealed::AAAA",
        "sealed:01890a5d-ac96-774b-bcce-b302099a8057:",
        "sealed:01890a5d-ac96-774b-bcce-b302099a8057:A",
        "sealed:01890a5d-ac96-774b-bcce-b302099a8057:AA==",
        "sealed:01890a5d-ac96-774b-bcce-b302099a8057:A A",
        "sealed:01890a5d-ac96-774b-bcce-b302099a8057:AAAA\n",
        "sealed:------------------------------------:AAAA",
        "sealed:01890a5dac96774bbcceb302099a8057----:AAAA"
      })
  void takesNothingElseForOne(String text) {
    assertThat(SealedAddress.parse(text)).isEmpty();
  }

  @Test
  void isNeverEmpty() {
    assertThatThrownBy(() -> new SealedAddress(ADA, new byte[0])).isInstanceOf(Refusal.class);
  }
}
