package dev.cofferdam.adapters.tink.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.adapters.tink.access.MasterKeyUnusable;
import dev.cofferdam.adapters.tink.access.MasterKeys;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.InMemoryObjectStore;
import dev.cofferdam.application.vault.OrgKeyShares;
import dev.cofferdam.application.vault.port.FingerprintKeyStore;
import dev.cofferdam.application.vault.port.InMemoryFingerprintKeyStore;
import dev.cofferdam.application.vault.port.InMemoryOrgKeyStore;
import dev.cofferdam.application.vault.port.SealedValues;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SealerContract;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgPlace;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TinkSealerTest extends SealerContract {
  private static final OrgId ORG = new OrgId(new UUID(7, 1));
  private static final OrgId OTHER = new OrgId(new UUID(7, 2));
  private static final SecretValue VALUE = SecretValue.ofText("s3cret");

  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final MasterKey master = MasterKeys.fresh();
  private final InMemoryOrgKeyStore store = new InMemoryOrgKeyStore();
  private final InMemoryFingerprintKeyStore fingerprintKeys = new InMemoryFingerprintKeyStore();
  private final Sealer sealer = sealer(master, store, fingerprintKeys);

  @Override
  protected Sealer newInstallation() {
    return sealer(MasterKeys.fresh(), new InMemoryOrgKeyStore(), new InMemoryFingerprintKeyStore());
  }

  private Sealer sealer(MasterKey master, InMemoryOrgKeyStore store) {
    return sealer(master, store, new InMemoryFingerprintKeyStore());
  }

  private Sealer sealer(
      MasterKey master, InMemoryOrgKeyStore store, FingerprintKeyStore fingerprintKeys) {
    return new TinkSealer(keyring(master, store), fingerprintKeys);
  }

  private TinkOrgKeyring keyring(MasterKey master, InMemoryOrgKeyStore store) {
    return new TinkOrgKeyring(master, store, new OrgKeyShares(objects), Clock.systemUTC());
  }

  private static Fingerprint of(Sealer sealer) {
    return sealer.fingerprint(placeIn(ORG), SecretChange.SET, VALUE);
  }

  @Test
  void aFingerprintIsTheSameInEveryProcessAndAfterARotation() {
    sealer.createOrgKey(ORG);
    Fingerprint before = of(sealer);
    assertThat(of(sealer(master, store, fingerprintKeys))).isEqualTo(before);

    TinkOrgKeyring keyring = keyring(master, store);
    keyring.addPrimary(ORG);
    SealedBytes old = fingerprintKeys.find(ORG).orElseThrow();
    OrgPlace place = FingerprintKeyStore.placeOf(ORG);
    fingerprintKeys.replace(
        ORG, List.of(new SealedValues.Resealed(place, old, keyring.reseal(place, old))));
    keyring.retireOthers(ORG);

    assertThat(of(sealer(master, store, fingerprintKeys))).isEqualTo(before);
    assertThat(of(sealer)).isEqualTo(before);
  }

  @Test
  void aKeyThatIsThereIsKept() {
    sealer.createOrgKey(ORG);
    Fingerprint before = of(sealer);
    sealer.prepareFingerprints(ORG);
    assertThat(of(sealer)).isEqualTo(before);
  }

  @Test
  void withoutTheKeyThereIsNoFingerprint() {
    sealer.createOrgKey(ORG);
    fingerprintKeys.remove(ORG);
    assertThatThrownBy(() -> of(sealer(master, store, fingerprintKeys)))
        .isInstanceOf(SealBroken.class);
  }

  /** Whoever has destroyed an org's key has destroyed that of its fingerprints too. */
  @Test
  void theKeyGoesWithTheOrgs() {
    TinkOrgKeyring keyring = keyring(master, store);
    Sealer here = new TinkSealer(keyring, fingerprintKeys);
    here.createOrgKey(ORG);
    assertThat(of(here)).isNotNull();

    store.destroy(ORG, Instant.EPOCH);
    keyring.forget(ORG);

    assertThatThrownBy(() -> of(here)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> of(sealer(master, store, fingerprintKeys)))
        .isInstanceOf(Refusal.class);
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

    assertThat(sealer(master, store).open(placeIn(ORG), sealed)).isEqualTo(VALUE);
    assertThat(sealed.ciphertext()).hasSize(VALUE.length() + 33);
  }

  @Test
  void aWrongMasterKeySaysWhichIsNeeded() {
    sealer.createOrgKey(ORG);
    SealedBytes sealed = sealer.seal(placeIn(ORG), VALUE);
    MasterKey wrong = MasterKeys.fresh();

    assertThatThrownBy(() -> sealer(wrong, store).open(placeIn(ORG), sealed))
        .isInstanceOf(MasterKeyUnusable.class)
        .hasMessageContaining("wrapped by the master key " + master.id())
        .hasMessageContaining(": " + wrong.id());
  }

  @Test
  void anOrgsKeysetDoesNotServeAnotherOrg() {
    sealer.createOrgKey(ORG);
    store.add(OTHER, store.find(ORG).orElseThrow(), new OrgKeyId(1), Instant.EPOCH);

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
      store.replace(
          ORG, new WrappedKeyset(whole.masterKeyId(), SealedBytes.of(changed), 1, whole.shared()));
      Sealer started = sealer(master, store);
      assertThatThrownBy(() -> started.seal(placeIn(ORG), VALUE)).isInstanceOf(SealBroken.class);
    }
  }

  @Test
  void aKeysetReplacedByAnotherProcessIsFoundWhenAValueDoesNotOpen() {
    sealer.createOrgKey(ORG);
    sealer.seal(placeIn(ORG), VALUE);
    InMemoryOrgKeyStore elsewhere = new InMemoryOrgKeyStore();
    Sealer other = sealer(master, elsewhere);
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

    assertThat(sealer(master, store).open(placeIn(ORG), sealed)).isEqualTo(VALUE);
  }

  @Test
  void keepsNoMoreKeysetsThanItMay() {
    OrgKeysets keysets =
        new OrgKeysets(new KeysetWrapping(master, new OrgKeyShares(objects)), store, 2, () -> 0);
    for (long i = 0; i < 3; i++) {
      sealer.createOrgKey(new OrgId(new UUID(7, i)));
    }
    OrgKeyset first = keysets.forOpening(new OrgId(new UUID(7, 0)));
    assertThat(keysets.forOpening(new OrgId(new UUID(7, 0)))).isSameAs(first);

    keysets.forOpening(new OrgId(new UUID(7, 1)));
    keysets.forOpening(new OrgId(new UUID(7, 2)));

    assertThat(keysets.forOpening(new OrgId(new UUID(7, 0)))).isNotSameAs(first);
  }
}
