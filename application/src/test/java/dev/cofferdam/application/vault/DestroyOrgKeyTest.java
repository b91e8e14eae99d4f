package dev.cofferdam.application.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.vault.port.KeyShare;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An org's key and its share, destroyed together whatever happens in between. */
final class DestroyOrgKeyTest {
  private static final Actor OPERATOR = new Actor.Installation("operator", Actor.Origin.INSIDE);

  private final VaultStage stage = new VaultStage();
  private final OrgKeyShares shares = new OrgKeyShares(stage.world().objects());
  private final ObjectKey place = new ObjectKey("org-keys/" + stage.ada.org());

  @BeforeEach
  void keepAShare() {
    shares.findOrKeep(stage.ada.org(), () -> KeyShare.of(new byte[KeyShare.BYTES]));
  }

  private FinishKeyDestructions finish() {
    return new FinishKeyDestructions(
        stage.world().ledger(),
        stage.world().orgKeyCensus(),
        stage.world().orgKeys(),
        shares,
        stage.here.clock());
  }

  private boolean destroy() {
    return new DestroyOrgKey(
            stage.world().ledger(),
            stage.world().orgKeys(),
            stage.here.sealer(),
            stage.world().keyRotations(),
            finish(),
            stage.here.clock())
        .execute(OPERATOR, new DestroyOrgKey.Command(stage.ada.org()));
  }

  @Test
  void destroysKeysetAndShareAndSaysSo() {
    stage.put("A", "1", new Expectation.Anything());

    assertThat(destroy()).isTrue();
    assertThat(destroy()).isFalse();

    assertThat(stage.world().objects().exists(place)).isFalse();
    assertThat(stage.world().orgKeyCensus().halfDestroyed(10)).isEmpty();
    assertThatThrownBy(() -> stage.reveal("A")).isInstanceOf(RuntimeException.class);
    assertThat(stage.trail()).containsOnlyOnce("key.destroy org:" + stage.ada.org());
  }

  @Test
  void destroysTheShareLaterWhereTheObjectStoreIsAway() {
    stage.world().objects().fail(true);

    assertThatThrownBy(this::destroy)
        .isInstanceOf(Refusal.class)
        .extracting(refused -> ((Refusal) refused).code())
        .isEqualTo("key_unavailable");

    assertThat(stage.world().orgKeys().find(stage.ada.org())).isEmpty();
    stage.world().objects().fail(false);
    assertThat(stage.world().objects().exists(place)).isTrue();
    assertThat(finish().execute()).isEqualTo(1);
    assertThat(finish().execute()).isZero();
    assertThat(stage.world().objects().exists(place)).isFalse();
  }

  @Test
  void aShareIsKeptOnceAndReadAgain() {
    KeyShare kept = shares.find(stage.ada.org()).orElseThrow();
    KeyShare again =
        shares.findOrKeep(
            stage.ada.org(),
            () -> {
              throw new AssertionError("there is one");
            });
    assertThat(again).isEqualTo(kept);
    assertThat(KeyShare.parse(kept.text())).contains(kept);
    assertThat(kept.toString()).isEqualTo("[REDACTED]");
    assertThat(KeyShare.parse("cofferdam-key-share-1.short")).isEmpty();
    assertThat(KeyShare.parse(kept.text().substring(1))).isEmpty();
  }
}
