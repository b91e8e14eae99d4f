package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.adapters.postgres.vault.JdbiOrgKeyStore;
import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbiOrgKeyStoreTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();
  private static final byte[] WRAPPED = {0, -1, 7, 39, 92, 0};

  private JdbiWorld world;
  private JdbiOrgKeyStore keys;
  private OrgId org;
  private OrgId other;

  @BeforeEach
  void makeOrgs() {
    DATABASE.clear();
    world = new JdbiWorld(DATABASE, Clock.systemUTC());
    keys = new JdbiOrgKeyStore(world.transactions());
    Fixtures given = new Fixtures(world);
    org = given.org();
    other = given.org();
  }

  @Test
  void findsAKeysetAsItWasAdded() {
    assertThat(find(org, org)).isEmpty();
    add("master-1", WRAPPED);
    WrappedKeyset found = find(org, org).orElseThrow();
    assertThat(found.masterKeyId()).isEqualTo("master-1");
    assertThat(found.keyset().ciphertext()).isEqualTo(WRAPPED);
  }

  @Test
  void keepsTheFirstKeysetOfAnOrg() {
    add("master-1", WRAPPED);
    assertThatThrownBy(() -> add("master-2", new byte[] {9})).hasMessageContaining("duplicate key");
    assertThat(find(org, org).orElseThrow().masterKeyId()).isEqualTo("master-1");
  }

  @Test
  void hidesKeysetsFromOtherOrgs() {
    add("master-1", WRAPPED);
    assertThat(find(other, org)).isEmpty();
    assertThat(find(other, other)).isEmpty();
  }

  private void add(String masterKeyId, byte[] wrapped) {
    WrappedKeyset keyset = WrappedKeyset.first(masterKeyId, SealedBytes.of(wrapped), false);
    world
        .ledger()
        .append(
            Access.ofInstallation(org),
            () -> {
              keys.add(org, keyset, new OrgKeyId(1), Instant.EPOCH);
              return true;
            });
  }

  private Optional<WrappedKeyset> find(OrgId in, OrgId of) {
    return world.ledger().read(Access.ofInstallation(in), () -> keys.find(of));
  }
}
