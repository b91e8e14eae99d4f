package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.ContentPlace;
import dev.cofferdam.domain.vault.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a {@link ContentSealer} promises. */
public abstract class ContentSealerContract {
  private static final byte[] CLEAR = "what a run left behind".getBytes(StandardCharsets.UTF_8);

  protected abstract ContentSealer sealer();

  private static ContentPlace place(int org, int content, int piece) {
    return new ContentPlace(
        new OrgId(new UUID(1, org)), new ContentId(new UUID(2, content)), piece);
  }

  @Test
  void opensWhatItSealed() {
    ContentSealer sealer = sealer();
    SecretValue key = sealer.newKey();
    for (byte[] clear : new byte[][] {CLEAR, {}, new byte[1 << 20]}) {
      SealedBytes sealed = sealer.seal(key, place(1, 1, 0), clear);
      assertThat(sealer.open(key, place(1, 1, 0), sealed)).isEqualTo(clear);
    }
  }

  @Test
  void sealsTheSameDifferentlyEachTimeAndNotInClear() {
    ContentSealer sealer = sealer();
    SecretValue key = sealer.newKey();
    SealedBytes sealed = sealer.seal(key, place(1, 1, 0), CLEAR);
    assertThat(sealer.seal(key, place(1, 1, 0), CLEAR)).isNotEqualTo(sealed);
    assertThat(new String(sealed.ciphertext(), StandardCharsets.ISO_8859_1))
        .doesNotContain("left behind");
    assertThat(sealer.newKey()).isNotEqualTo(key);
    assertThat(key.reveal()).hasSize(32);
  }

  @Test
  void opensNothingElsewhereNorWithAnotherKeyNorWhatWasChanged() {
    ContentSealer sealer = sealer();
    SecretValue key = sealer.newKey();
    SealedBytes sealed = sealer.seal(key, place(1, 1, 0), CLEAR);
    for (ContentPlace other : new ContentPlace[] {place(2, 1, 0), place(1, 2, 0), place(1, 1, 1)}) {
      assertBroken(sealer, key, other, sealed);
    }
    assertBroken(sealer, sealer.newKey(), place(1, 1, 0), sealed);
    byte[] changed = sealed.ciphertext();
    changed[changed.length - 1] ^= 1;
    assertBroken(sealer, key, place(1, 1, 0), SealedBytes.of(changed));
    assertBroken(sealer, key, place(1, 1, 0), SealedBytes.of(new byte[3]));
  }

  private static void assertBroken(
      ContentSealer sealer, SecretValue key, ContentPlace place, SealedBytes sealed) {
    assertThatThrownBy(() -> sealer.open(key, place, sealed)).isInstanceOf(SealBroken.class);
  }
}
