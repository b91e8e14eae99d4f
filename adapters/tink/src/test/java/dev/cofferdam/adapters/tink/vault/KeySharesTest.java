package dev.cofferdam.adapters.tink.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import dev.cofferdam.adapters.tink.access.KeysetPlaces;
import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.adapters.tink.access.MasterKeys;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.InMemoryObjectStore;
import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.vault.OrgKeyShares;
import dev.cofferdam.application.vault.port.InMemoryOrgKeyStore;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgPlace;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What it takes to open an org's key: the database, the master key, and the share outside. */
final class KeySharesTest {
  private static final OrgId ORG = new OrgId(new UUID(7, 1));
  private static final OrgPlace PLACE = new OrgPlace(ORG, "test", "1");
  private static final ObjectKey SHARE = new ObjectKey("org-keys/" + ORG);
  private static final byte[] CLEAR = "s3cret".getBytes(StandardCharsets.UTF_8);
  private static final long TEN_SECONDS = 10_000_000_000L;

  private final MasterKey master = MasterKeys.fresh();
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final InMemoryOrgKeyStore store = new InMemoryOrgKeyStore();
  private final AtomicLong ticks = new AtomicLong();
  private final TinkOrgKeyring here = node(store);

  private TinkOrgKeyring node(InMemoryOrgKeyStore from) {
    return new TinkOrgKeyring(
        master, from, new OrgKeyShares(objects), Clock.systemUTC(), ticks::get);
  }

  private SealedBytes sealed;

  @BeforeEach
  void seal() {
    here.create(ORG);
    sealed = here.seal(PLACE, CLEAR);
  }

  @Test
  void everyNewOrgHasAShareOutsideOfTheDatabase() {
    assertThat(objects.exists(SHARE)).isTrue();
    assertThat(store.find(ORG).orElseThrow().shared()).isTrue();
    assertThat(node(store).open(PLACE, sealed)).isEqualTo(CLEAR);
  }

  @Test
  void anOlderDumpOfTheDatabaseOpensNothingWithoutTheShare() {
    WrappedKeyset dumped = store.find(ORG).orElseThrow();
    store.destroy(ORG, Instant.EPOCH);
    objects.delete(SHARE);

    InMemoryOrgKeyStore restored = new InMemoryOrgKeyStore();
    restored.replace(ORG, dumped);

    assertThatThrownBy(() -> node(restored).open(PLACE, sealed))
        .isInstanceOf(SealBroken.class)
        .hasMessageContaining("share");
  }

  @Test
  void anotherShareOpensNothing() {
    byte[] other = ("cofferdam-key-share-1." + "A".repeat(43)).getBytes(StandardCharsets.US_ASCII);
    objects.put(SHARE, other);
    assertThatThrownBy(() -> node(store).open(PLACE, sealed)).isInstanceOf(SealBroken.class);
    objects.put(SHARE, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> node(store).open(PLACE, sealed)).isInstanceOf(SealBroken.class);
  }

  @Test
  void destroyedKeysAreForgottenWithinTenSeconds() {
    TinkOrgKeyring there = node(store);
    there.open(PLACE, sealed);
    store.destroy(ORG, Instant.EPOCH);
    objects.delete(SHARE);

    ticks.addAndGet(TEN_SECONDS);

    assertThatThrownBy(() -> there.open(PLACE, sealed))
        .isInstanceOf(Refusal.class)
        .extracting(refused -> ((Refusal) refused).code())
        .isEqualTo("key_destroyed");
    assertThatThrownBy(() -> there.seal(PLACE, CLEAR)).isInstanceOf(Refusal.class);
  }

  @Test
  void whatIsRememberedGoesOnWhileTheObjectStoreIsAway() {
    objects.fail(true);

    ticks.addAndGet(TEN_SECONDS);
    assertThat(here.open(PLACE, sealed)).isEqualTo(CLEAR);
    here.addPrimary(ORG);
    assertThat(here.open(PLACE, here.reseal(PLACE, sealed))).isEqualTo(CLEAR);
    assertThatThrownBy(() -> node(store).open(PLACE, sealed))
        .isInstanceOf(Refusal.class)
        .extracting(refused -> ((Refusal) refused).code())
        .isEqualTo("key_unavailable");
    assertThatThrownBy(() -> here.create(new OrgId(new UUID(7, 2)))).isInstanceOf(Refusal.class);
  }

  @Test
  void anOrgFromBeforeTheSharesGetsOne() {
    OrgId old = new OrgId(new UUID(7, 3));
    OrgPlace place = new OrgPlace(old, "test", "1");
    KeysetHandle keyset = OrgKeyset.first();
    MasterKey.Wrapping wrapped = master.wrap(keyset, KeysetPlaces.ofOrg(old));
    store.replace(old, WrappedKeyset.first(wrapped.masterKeyId(), wrapped.keyset(), false));
    SealedBytes before = here.seal(place, CLEAR);

    here.share(old);
    here.share(old);

    assertThat(store.find(old).orElseThrow().shared()).isTrue();
    assertThat(store.keys(old)).hasSize(1);
    assertThat(objects.exists(new ObjectKey("org-keys/" + old))).isTrue();
    assertThat(here.open(place, before)).isEqualTo(CLEAR);
    assertThat(node(store).open(place, before)).isEqualTo(CLEAR);
  }

  @Test
  void checkingReadsTheShare() {
    here.check(ORG);
    objects.delete(SHARE);
    assertThatThrownBy(() -> here.check(ORG)).isInstanceOf(SealBroken.class);
  }
}
