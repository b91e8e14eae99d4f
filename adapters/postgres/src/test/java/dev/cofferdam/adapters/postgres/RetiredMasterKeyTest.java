package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.adapters.postgres.access.JdbiInstanceKeyStore;
import dev.cofferdam.adapters.postgres.access.JdbiMasterKeyUses;
import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.InstanceKeyStore.Wrapped;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.PersonKeyStore;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which master keys are needed, over all tables, and what becomes of one that isn't any more. */
class RetiredMasterKeyTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();
  private static final SealedBytes BYTES = SealedBytes.of(new byte[] {1});
  private static final SealedBytes ANEW = SealedBytes.of(new byte[] {2});

  private JdbiWorld world;
  private JdbiInstanceKeyStore instance;
  private JdbiMasterKeyUses uses;
  private OrgId org;
  private UserId person;

  @BeforeEach
  void wrap() {
    DATABASE.clear();
    world = new JdbiWorld(DATABASE, Clock.systemUTC());
    instance = new JdbiInstanceKeyStore(world.transactions());
    uses = new JdbiMasterKeyUses(new JdbiTransactions(DATABASE.system()));
    org = new Fixtures(world).org();
    person = new Fixtures(world).user();
    instance.addFirst("aead", new Wrapped("mk-1", BYTES));
    world
        .transactions()
        .required(() -> world.personKeys().addFirst(person, new PersonKeyStore.Key("mk-1", BYTES)));
    addOrgKey(org, "mk-2");
  }

  private void addOrgKey(OrgId of, String masterKeyId) {
    world
        .ledger()
        .append(
            Access.ofInstallation(of),
            () -> {
              world
                  .orgKeys()
                  .add(
                      of,
                      WrappedKeyset.first(masterKeyId, BYTES, true),
                      new OrgKeyId(1),
                      Clock.systemUTC().instant());
              return of;
            });
  }

  @Test
  void countsWhatEachHasWrapped() {
    assertThat(uses.counts()).isEqualTo(Map.of("mk-1", 2L, "mk-2", 1L));
    world
        .transactions()
        .required(
            () -> {
              world.personKeys().destroy(person);
              return person;
            });
    assertThat(uses.counts()).isEqualTo(Map.of("mk-1", 1L, "mk-2", 1L));
  }

  @Test
  void isNotRetiredWhileAnythingIsWrappedByIt() {
    assertThat(uses.retire("mk-1")).isFalse();
    assertThat(uses.retire("mk-2")).isFalse();
    addOrgKey(new Fixtures(world).org(), "mk-1");
  }

  @Test
  void wrapsNothingOnceItIsRetired() {
    instance.replace("aead", new Wrapped("mk-1", BYTES), new Wrapped("mk-2", ANEW));
    assertThat(world.personKeys().notWrappedBy("mk-2", 10)).containsExactly(person);
    world
        .transactions()
        .required(
            () -> {
              world
                  .personKeys()
                  .replace(
                      person,
                      new PersonKeyStore.Key("mk-1", BYTES),
                      new PersonKeyStore.Key("mk-2", ANEW));
              return person;
            });
    assertThat(instance.all()).isEqualTo(Map.of("aead", new Wrapped("mk-2", ANEW)));
    assertThat(world.personKeys().notWrappedBy("mk-2", 10)).isEmpty();

    assertThat(uses.retire("mk-1")).isTrue();
    assertThat(uses.retire("mk-1")).isTrue();

    OrgId other = new Fixtures(world).org();
    assertThatThrownBy(() -> addOrgKey(other, "mk-1")).hasMessageContaining("retired");
    assertThatThrownBy(() -> instance.addFirst("tokens", new Wrapped("mk-1", BYTES)))
        .hasMessageContaining("retired");
    addOrgKey(other, "mk-2");
    assertThat(uses.counts()).isEqualTo(Map.of("mk-2", 4L));
  }
}
