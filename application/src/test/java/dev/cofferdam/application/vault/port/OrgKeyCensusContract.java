package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import org.junit.jupiter.api.Test;

/** What every {@link OrgKeyCensus} promises. */
public abstract class OrgKeyCensusContract extends WorldContract {
  @Test
  void tellsHowTheKeysetsOfAllOrgsStand() {
    OrgId alone = org("mk-1", false);
    OrgId shared = org("mk-1", true);
    OrgId newer = org("mk-2", true);
    given.org();

    OrgKeyCensus census = world.orgKeyCensus();
    assertThat(census.unshared(10)).containsExactly(alone);
    assertThat(census.shared(10)).containsExactlyInAnyOrder(shared, newer);
    assertThat(census.shared(1)).hasSize(1);
    assertThat(census.notWrappedBy("mk-2", 10)).containsExactlyInAnyOrder(alone, shared);
    assertThat(census.halfDestroyed(10)).isEmpty();
  }

  @Test
  void tellsWhichWereDestroyedAndMayHaveAShareLeft() {
    OrgId org = org("mk-1", true);
    changing(org, () -> world.orgKeys().destroy(org, given.time()));

    assertThat(world.orgKeyCensus().halfDestroyed(10)).containsExactly(org);
    assertThat(world.orgKeyCensus().shared(10)).isEmpty();
    assertThat(world.orgKeyCensus().unshared(10)).isEmpty();
    assertThat(world.orgKeyCensus().notWrappedBy("mk-2", 10)).isEmpty();

    appending(org, () -> world.orgKeys().shareDestroyed(org, given.time()));
    assertThat(world.orgKeyCensus().halfDestroyed(10)).isEmpty();
  }

  private OrgId org(String masterKeyId, boolean shared) {
    OrgId org = given.org();
    WrappedKeyset keyset = WrappedKeyset.first(masterKeyId, SealedBytes.of(new byte[] {1}), shared);
    changing(org, () -> world.orgKeys().add(org, keyset, new OrgKeyId(1), given.time()));
    return org;
  }
}
