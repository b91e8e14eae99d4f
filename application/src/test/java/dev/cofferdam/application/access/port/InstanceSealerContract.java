package dev.cofferdam.application.access.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.InstanceSealer.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What every {@link InstanceSealer} promises. */
public abstract class InstanceSealerContract {
  private static final byte[] CLEAR = "a private key".getBytes(StandardCharsets.UTF_8);
  private static final List<String> CONTEXTS =
      List.of("", "k", "kk", "k1", "1", "K", "k ", "k\0", "\0k", "ключ", "signing_key", "🔑");

  /** A sealer of an installation of its own. */
  protected abstract InstanceSealer newInstallation();

  @Property(tries = 50)
  void opensWhatItSealed(
      @ForAll Purpose purpose, @ForAll @AlphaChars String context, @ForAll byte[] clear) {
    InstanceSealer sealer = newInstallation();

    SealedBytes sealed = sealer.seal(purpose, context, clear);

    assertThat(sealer.open(purpose, context, sealed)).isEqualTo(clear);
  }

  @Property(tries = 50)
  void anyChangedByteBreaksTheSeal(
      @ForAll @Size(max = 40) byte[] clear,
      @ForAll @IntRange(max = 1_000) int where,
      @ForAll @IntRange(min = 1, max = 255) int difference) {
    InstanceSealer sealer = newInstallation();
    byte[] bytes = sealer.seal(Purpose.SIGNING_KEY, "k", clear).ciphertext();

    bytes[where % bytes.length] ^= (byte) difference;

    assertBroken(sealer, Purpose.SIGNING_KEY, "k", bytes);
  }

  @Test
  void opensOnlyForItsPurposeAndContext() {
    InstanceSealer sealer = newInstallation();
    for (Purpose purpose : Purpose.values()) {
      for (String context : CONTEXTS) {
        byte[] sealed = sealer.seal(purpose, context, CLEAR).ciphertext();
        for (Purpose otherPurpose : Purpose.values()) {
          for (String otherContext : CONTEXTS) {
            if (purpose != otherPurpose || !context.equals(otherContext)) {
              assertBroken(sealer, otherPurpose, otherContext, sealed);
            }
          }
        }
      }
    }
  }

  @Test
  void whatAnotherInstallationSealedDoesNotOpen() {
    byte[] sealed = newInstallation().seal(Purpose.SIGNING_KEY, "k", CLEAR).ciphertext();

    assertBroken(newInstallation(), Purpose.SIGNING_KEY, "k", sealed);
  }

  @Test
  void cutLengthenedAndEmptyBytesDoNotOpen() {
    InstanceSealer sealer = newInstallation();
    byte[] sealed = sealer.seal(Purpose.SIGNING_KEY, "k", CLEAR).ciphertext();
    for (int length = 0; length < sealed.length; length++) {
      assertBroken(sealer, Purpose.SIGNING_KEY, "k", Arrays.copyOf(sealed, length));
    }
    assertBroken(sealer, Purpose.SIGNING_KEY, "k", Arrays.copyOf(sealed, sealed.length + 1));
  }

  @Test
  void theSameBytesNeverLookTheSame() {
    InstanceSealer sealer = newInstallation();

    SealedBytes one = sealer.seal(Purpose.STORED_ANSWER, "k", CLEAR);
    SealedBytes two = sealer.seal(Purpose.STORED_ANSWER, "k", CLEAR);

    assertThat(one).isNotEqualTo(two);
    assertThat(new String(one.ciphertext(), StandardCharsets.ISO_8859_1)).doesNotContain("private");
  }

  private static void assertBroken(
      InstanceSealer sealer, Purpose purpose, String context, byte[] sealed) {
    assertThatThrownBy(() -> sealer.open(purpose, context, SealedBytes.of(sealed)))
        .isInstanceOf(SealBroken.class);
  }
}
