package dev.cofferdam.adapters.tink.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.adapters.tink.access.MasterKeys;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.InMemoryObjectStore;
import dev.cofferdam.application.vault.OrgKeyShares;
import dev.cofferdam.application.vault.port.InMemoryOrgKeyStore;
import dev.cofferdam.application.vault.port.OrgKeyring;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKey;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgKeyStatus;
import dev.cofferdam.domain.vault.OrgPlace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An org's keys on two nodes that know of each other through the store alone. */
final class TinkOrgKeyringTest {
  private static final OrgId ORG = new OrgId(new UUID(7, 1));
  private static final OrgPlace PLACE = new OrgPlace(ORG, "test", "1");
  private static final byte[] CLEAR = "s3cret".getBytes(StandardCharsets.UTF_8);

  private final MasterKey master = MasterKeys.fresh();
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final InMemoryOrgKeyStore store = new InMemoryOrgKeyStore();
  private final AtomicLong ticks = new AtomicLong();
  private final TinkOrgKeyring here = node();
  private final TinkOrgKeyring there = node();

  private TinkOrgKeyring node() {
    return new TinkOrgKeyring(
        master, store, new OrgKeyShares(objects), Clock.systemUTC(), ticks::get);
  }

  @BeforeEach
  void makeOrg() {
    here.create(ORG);
  }

  private static OrgKeyId keyOf(SealedBytes sealed) {
    ByteBuffer bytes = ByteBuffer.wrap(sealed.ciphertext());
    assertThat(bytes.get()).isEqualTo((byte) 1);
    return new OrgKeyId(bytes.getInt() & 0xffff_ffffL);
  }

  @Test
  void whatIsSealedTellsItsKey() {
    assertThat(keyOf(here.seal(PLACE, CLEAR))).isEqualTo(store.keys(ORG).get(0).id());
  }

  @Test
  void aNewPrimaryKeySealsAndTheOldOneOpens() {
    SealedBytes before = here.seal(PLACE, CLEAR);

    OrgKeyId primary = here.addPrimary(ORG);

    SealedBytes after = here.seal(PLACE, CLEAR);
    assertThat(keyOf(after)).isEqualTo(primary).isNotEqualTo(keyOf(before));
    assertThat(here.open(PLACE, before)).isEqualTo(CLEAR);
    assertThat(here.open(PLACE, after)).isEqualTo(CLEAR);
    assertThat(keyOf(here.reseal(PLACE, before))).isEqualTo(primary);
  }

  @Test
  void anotherNodeOpensAtOnceWhatIsUnderANewKey() {
    there.open(PLACE, here.seal(PLACE, CLEAR));
    here.addPrimary(ORG);

    assertThat(there.open(PLACE, here.seal(PLACE, CLEAR))).isEqualTo(CLEAR);
  }

  @Test
  void anotherNodeSealsUnderTheNewKeyWithinTheLag() {
    OrgKeyId old = keyOf(there.seal(PLACE, CLEAR));
    OrgKeyId primary = here.addPrimary(ORG);

    assertThat(keyOf(there.seal(PLACE, CLEAR))).isEqualTo(old);
    ticks.addAndGet(OrgKeyring.LAG.toNanos());
    assertThat(keyOf(there.seal(PLACE, CLEAR))).isEqualTo(primary);
  }

  @Test
  void aRetiredKeyOpensNothingAnywhere() {
    SealedBytes before = there.seal(PLACE, CLEAR);
    here.addPrimary(ORG);
    SealedBytes after = here.reseal(PLACE, before);

    here.retireOthers(ORG);

    assertThat(here.open(PLACE, after)).isEqualTo(CLEAR);
    assertThatThrownBy(() -> here.open(PLACE, before)).isInstanceOf(SealBroken.class);
    assertThatThrownBy(() -> node().open(PLACE, before)).isInstanceOf(SealBroken.class);
    ticks.addAndGet(10_000_000_000L);
    assertThatThrownBy(() -> there.open(PLACE, before)).isInstanceOf(SealBroken.class);
    assertThat(store.keys(ORG).stream().map(OrgKey::status))
        .containsExactly(OrgKeyStatus.PRIMARY, OrgKeyStatus.RETIRED);
  }

  /** As in a transaction that sees an older snapshot than the one before. */
  @Test
  void anOlderKeysetThatIsSeenOnceMoreIsNotKept() {
    WrappedKeyset old = store.find(ORG).orElseThrow();
    here.addPrimary(ORG);
    SealedBytes after = here.seal(PLACE, CLEAR);
    there.open(PLACE, after);
    WrappedKeyset now = store.find(ORG).orElseThrow();

    store.replace(ORG, old);
    assertThatThrownBy(() -> there.open(PLACE, SealedBytes.of(new byte[40])))
        .isInstanceOf(SealBroken.class);
    store.replace(ORG, now);

    assertThat(keyOf(there.seal(PLACE, CLEAR))).isEqualTo(keyOf(after));
  }

  @Test
  void everyPlaceIsItsOwn() {
    SealedBytes sealed = here.seal(PLACE, CLEAR);
    for (OrgPlace other :
        new OrgPlace[] {
          new OrgPlace(ORG, "test", "2"),
          new OrgPlace(ORG, "tes", "t1"),
          new OrgPlace(ORG, "test1", ""),
        }) {
      assertThatThrownBy(() -> here.open(other, sealed)).isInstanceOf(SealBroken.class);
    }
  }
}
