package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKey;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgKeyStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link OrgKeyStore} promises. */
public abstract class OrgKeyStoreContract extends WorldContract {
  private static final OrgKeyId FIRST = new OrgKeyId(7);
  private static final OrgKeyId SECOND = new OrgKeyId(0xffff_ffffL);
  private static final OrgKeyId THIRD = new OrgKeyId(0);

  private final WrappedKeyset first = WrappedKeyset.first("mk-1", bytes(1), false);
  private final WrappedKeyset second = first.next("mk-1", bytes(2), false);
  private final WrappedKeyset third = second.next("mk-2", bytes(3), false);
  private OrgId org;
  private OrgId other;

  @BeforeEach
  public final void makeOrgs() {
    org = given.org();
    other = given.org();
  }

  @Test
  void aNewOrgHasNeitherKeysetNorKeys() {
    assertThat(world.orgKeys().find(org)).isEmpty();
    assertThat(keys()).isEmpty();
  }

  @Test
  void theFirstKeyIsPrimary() {
    Instant at = add();

    assertThat(world.orgKeys().find(org)).contains(first);
    assertThat(read(org, () -> world.orgKeys().find(org))).contains(first);
    assertThat(world.orgKeys().find(other)).isEmpty();
    OrgKey key = keys().get(0);
    assertThat(keys()).hasSize(1);
    assertThat(key.id()).isEqualTo(FIRST);
    assertThat(key.status()).isEqualTo(OrgKeyStatus.PRIMARY);
    assertThat(key.createdAt()).isEqualTo(at);
  }

  @Test
  void aNewPrimaryKeyMakesTheOthersRetire() {
    add();
    Instant at = given.time();

    assertThat(change(org, () -> world.orgKeys().promote(org, first, second, SECOND, at))).isTrue();
    assertThat(change(org, () -> world.orgKeys().promote(org, second, third, THIRD, given.time())))
        .isTrue();

    assertThat(world.orgKeys().find(org)).contains(third);
    assertThat(keys().stream().map(OrgKey::id)).containsExactly(THIRD, SECOND, FIRST);
    assertThat(keys().stream().map(OrgKey::status))
        .containsExactly(OrgKeyStatus.PRIMARY, OrgKeyStatus.RETIRING, OrgKeyStatus.RETIRING);
    assertThat(keys().get(2).retiringAt()).contains(at);
  }

  @Test
  void retiringKeysAreRetiredTogetherAndThePrimaryStays() {
    add();
    changing(org, () -> world.orgKeys().promote(org, first, second, SECOND, given.time()));
    Instant at = given.time();

    assertThat(change(org, () -> world.orgKeys().retire(org, second, third, at))).isTrue();

    assertThat(world.orgKeys().find(org)).contains(third);
    assertThat(keys().stream().map(OrgKey::status))
        .containsExactly(OrgKeyStatus.PRIMARY, OrgKeyStatus.RETIRED);
    assertThat(keys().get(1).retiredAt()).contains(at);
  }

  @Test
  void whoComesSecondFindsOut() {
    add();
    changing(org, () -> world.orgKeys().promote(org, first, second, SECOND, given.time()));

    assertThat(change(org, () -> world.orgKeys().promote(org, first, third, THIRD, given.time())))
        .isFalse();
    assertThat(change(org, () -> world.orgKeys().retire(org, first, third, given.time())))
        .isFalse();

    assertThat(world.orgKeys().find(org)).contains(second);
    assertThat(keys()).hasSize(2);
  }

  private Instant add() {
    Instant at = given.time();
    changing(org, () -> world.orgKeys().add(org, first, FIRST, at));
    return at;
  }

  private List<OrgKey> keys() {
    return read(org, () -> world.orgKeys().keys(org));
  }

  private static SealedBytes bytes(int content) {
    return SealedBytes.of(new byte[] {0, -1, (byte) content});
  }

  @Test
  void aKeysetIsWrappedInAnotherWayWithTheSameKeys() {
    add();
    WrappedKeyset shared = first.next("mk-2", bytes(9), true);

    assertThat(change(org, () -> world.orgKeys().rewrap(org, first, shared))).isTrue();
    assertThat(change(org, () -> world.orgKeys().rewrap(org, first, third))).isFalse();

    assertThat(world.orgKeys().find(org)).contains(shared);
    assertThat(keys()).hasSize(1);
  }

  @Test
  void aKeyIsNotedOnce() {
    add();
    changing(org, () -> world.orgKeys().note(org, FIRST, given.time()));
    assertThat(keys()).hasSize(1);
  }

  @Test
  void aDestroyedKeysetIsGoneForGood() {
    add();
    assertThat(read(org, () -> world.orgKeys().isDestroyed(org))).isFalse();

    assertThat(change(org, () -> world.orgKeys().destroy(org, given.time()))).isTrue();

    assertThat(world.orgKeys().find(org)).isEmpty();
    assertThat(world.orgKeys().isDestroyed(org)).isTrue();
    assertThat(change(org, () -> world.orgKeys().destroy(org, given.time()))).isFalse();
    assertThat(change(org, () -> world.orgKeys().rewrap(org, first, second))).isFalse();
    assertThat(change(other, () -> world.orgKeys().destroy(other, given.time()))).isFalse();
    assertThat(keys()).hasSize(1);
  }
}
