package dev.cofferdam.application.audit.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What every {@link PersonSealer} promises. */
public abstract class PersonSealerContract {
  private static final UserId ADA = new UserId(new UUID(1, 1));
  private static final UserId BOB = new UserId(new UUID(1, 2));
  private static final byte[] CLEAR = "203.0.113.7".getBytes(StandardCharsets.UTF_8);

  /** A sealer of an installation of its own, without people. */
  protected abstract PersonSealer newInstallation();

  @Property(tries = 50)
  void opensWhatItSealed(@ForAll @AlphaChars String context, @ForAll byte[] clear) {
    PersonSealer sealer = newInstallation();

    SealedBytes sealed = sealer.seal(ADA, context, clear).orElseThrow();

    assertThat(sealer.open(ADA, context, sealed)).hasValue(clear);
  }

  @Property(tries = 50)
  void anyChangedByteBreaksTheSeal(
      @ForAll @Size(max = 40) byte[] clear,
      @ForAll @IntRange(max = 1_000) int where,
      @ForAll @IntRange(min = 1, max = 255) int difference) {
    PersonSealer sealer = newInstallation();
    byte[] bytes = sealer.seal(ADA, "k", clear).orElseThrow().ciphertext();

    bytes[where % bytes.length] ^= (byte) difference;

    assertBroken(sealer, ADA, "k", bytes);
  }

  @Test
  void opensOnlyForItsPersonAndContext() {
    PersonSealer sealer = newInstallation();
    List<String> contexts = List.of("", "k", "kk", "k1", "K", "k ", "k\0", "\0k", "ключ");
    sealer.seal(BOB, "k", CLEAR);
    for (UserId person : List.of(ADA, BOB)) {
      for (String context : contexts) {
        byte[] sealed = sealer.seal(person, context, CLEAR).orElseThrow().ciphertext();
        for (String other : contexts) {
          assertBroken(sealer, person.equals(ADA) ? BOB : ADA, other, sealed);
          if (!other.equals(context)) {
            assertBroken(sealer, person, other, sealed);
          }
        }
      }
    }
  }

  @Test
  void opensNothingOfSomebodyWhoseKeyWasDestroyed() {
    PersonSealer sealer = newInstallation();
    SealedBytes adas = sealer.seal(ADA, "k", CLEAR).orElseThrow();
    SealedBytes bobs = sealer.seal(BOB, "k", CLEAR).orElseThrow();

    sealer.destroy(ADA);

    assertThat(sealer.open(ADA, "k", adas)).isEmpty();
    assertThat(sealer.seal(ADA, "k", CLEAR)).isEmpty();
    assertThat(sealer.open(ADA, "k", adas)).isEmpty();
    assertThat(sealer.open(BOB, "k", bobs)).hasValue(CLEAR);
  }

  @Test
  void makesNoKeyForWhoWasErasedBeforeTheFirstUse() {
    PersonSealer sealer = newInstallation();

    sealer.destroy(ADA);

    assertThat(sealer.seal(ADA, "k", CLEAR)).isEmpty();
  }

  @Test
  void opensNothingForWhoNeverHadAKey() {
    SealedBytes sealed = newInstallation().seal(ADA, "k", CLEAR).orElseThrow();

    assertThat(newInstallation().open(ADA, "k", sealed)).isEmpty();
  }

  @Test
  void whatAnotherInstallationSealedDoesNotOpen() {
    byte[] sealed = newInstallation().seal(ADA, "k", CLEAR).orElseThrow().ciphertext();
    PersonSealer other = newInstallation();
    other.seal(ADA, "k", CLEAR);

    assertBroken(other, ADA, "k", sealed);
  }

  @Test
  void cutLengthenedAndEmptyBytesDoNotOpen() {
    PersonSealer sealer = newInstallation();
    byte[] sealed = sealer.seal(ADA, "k", CLEAR).orElseThrow().ciphertext();
    for (int length = 0; length < sealed.length; length++) {
      assertBroken(sealer, ADA, "k", Arrays.copyOf(sealed, length));
    }
    assertBroken(sealer, ADA, "k", Arrays.copyOf(sealed, sealed.length + 1));
  }

  @Test
  void theSameBytesNeverLookTheSame() {
    PersonSealer sealer = newInstallation();

    Optional<SealedBytes> one = sealer.seal(ADA, "k", CLEAR);

    assertThat(sealer.seal(ADA, "k", CLEAR)).isNotEqualTo(one);
  }

  private static void assertBroken(
      PersonSealer sealer, UserId person, String context, byte[] sealed) {
    assertThatThrownBy(() -> sealer.open(person, context, SealedBytes.of(sealed)))
        .isInstanceOf(SealBroken.class);
  }
}
