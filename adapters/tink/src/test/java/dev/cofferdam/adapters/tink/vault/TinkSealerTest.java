package dev.cofferdam.adapters.tink.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.adapters.tink.access.MasterKeyUnusable;
import dev.cofferdam.adapters.tink.access.MasterKeys;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.InMemoryOrgKeyStore;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SealerContract;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TinkSealerTest extends SealerContract {
  private static final OrgId ORG = new OrgId(new UUID(7, 1));
  private static final OrgId OTHER = new OrgId(new UUID(7, 2));
  private static final SecretValue VALUE = SecretValue.ofText("s3cret");

  private final MasterKey master = MasterKeys.fresh();
  private final InMemoryOrgKeyStore store = new InMemoryOrgKeyStore();
  private final Sealer sealer = new TinkSealer(master, store);

  @Override
  protected Sealer newInstallation() {
    return new TinkSealer(MasterKeys.fresh(), new InMemoryOrgKeyStore());
  }

  private static SecretPlace placeIn(OrgId org) {
    return new SecretPlace(
        org,
        new ProjectId(new UUID(8, 1)),
        new EnvironmentId(new UUID(9, 1)),
        new SecretName("KEY"),
        1);
  }

  @Test
  void anotherProcessOpensIt() {
    sealer.createOrgKey(ORG);

    SealedBytes sealed = sealer.seal(placeIn(ORG), VALUE);

    assertThat(new TinkSealer(master, store).open(placeIn(ORG), sealed)).isEqualTo(VALUE);
    assertThat(sealed.ciphertext()).hasSize(VALUE.length() + 33);
  }

  @Test
  void aWrongMasterKeySaysWhichIsNeeded() {
    sealer.createOrgKey(ORG);
    SealedBytes sealed = sealer.seal(placeIn(ORG), VALUE);
    MasterKey wrong = MasterKeys.fresh();

    assertThatThrownBy(() -> new TinkSealer(wrong, store).open(placeIn(ORG), sealed))
        .isInstanceOf(MasterKeyUnusable.class)
        .hasMessageContaining("wrapped by the master key " + master.id())
        .hasMessageContaining(": " + wrong.id());
  }

  @Test
  void anOrgsKeysetDoesNotServeAnotherOrg() {
    sealer.createOrgKey(ORG);
    store.add(OTHER, store.find(ORG).orElseThrow());

    assertThatThrownBy(() -> sealer.seal(placeIn(OTHER), VALUE)).isInstanceOf(SealBroken.class);
  }

  @Test
  void aChangedKeysetDoesNotOpen() {
    sealer.createOrgKey(ORG);
    WrappedKeyset whole = store.find(ORG).orElseThrow();
    byte[] bytes = whole.keyset().ciphertext();
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      store.replace(ORG, new WrappedKeyset(whole.masterKeyId(), SealedBytes.of(changed)));
      Sealer started = new TinkSealer(master, store);
      assertThatThrownBy(() -> started.seal(placeIn(ORG), VALUE)).isInstanceOf(SealBroken.class);
    }
  }

  @Test
  void aKeysetReplacedByAnotherProcessIsFoundWhenAValueDoesNotOpen() {
    sealer.createOrgKey(ORG);
    sealer.seal(placeIn(ORG), VALUE);
    InMemoryOrgKeyStore elsewhere = new InMemoryOrgKeyStore();
    Sealer other = new TinkSealer(master, elsewhere);
    other.createOrgKey(ORG);
    SealedBytes sealed = other.seal(placeIn(ORG), VALUE);
    assertThatThrownBy(() -> sealer.open(placeIn(ORG), sealed)).isInstanceOf(SealBroken.class);

    store.replace(ORG, elsewhere.find(ORG).orElseThrow());

    assertThat(sealer.open(placeIn(ORG), sealed)).isEqualTo(VALUE);
  }

  /** A transaction made the org, used its key, was rolled back and is tried again. */
  @Test
  void aKeysetThatWasRolledBackIsForgotten() {
    sealer.createOrgKey(ORG);
    sealer.seal(placeIn(ORG), VALUE);
    store.remove(ORG);
    sealer.createOrgKey(ORG);

    SealedBytes sealed = sealer.seal(placeIn(ORG), VALUE);

    assertThat(new TinkSealer(master, store).open(placeIn(ORG), sealed)).isEqualTo(VALUE);
  }

  @Test
  void keepsNoMoreKeysetsThanItMay() {
    OrgKeysets keysets = new OrgKeysets(master, store, 2);
    for (long i = 0; i < 3; i++) {
      keysets.create(new OrgId(new UUID(7, i)));
    }
    OrgKeysets.Unwrapped first = keysets.of(new OrgId(new UUID(7, 0)));
    assertThat(keysets.of(new OrgId(new UUID(7, 0)))).isSameAs(first);

    keysets.of(new OrgId(new UUID(7, 1)));
    keysets.of(new OrgId(new UUID(7, 2)));

    assertThat(keysets.of(new OrgId(new UUID(7, 0)))).isNotSameAs(first);
  }
}
