package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgKeyStatus;
import java.time.Clock;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database itself sees to: nothing is stored under a key that is gone. */
class LiveKeyTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();
  private static final OrgKeyId OLD = new OrgKeyId(0x0102_0304L);
  private static final OrgKeyId NEW = new OrgKeyId(0xfedc_ba98L);

  private final WrappedKeyset first =
      WrappedKeyset.first("mk-1", SealedBytes.of(new byte[] {1}), false);
  private final WrappedKeyset second = first.next("mk-1", SealedBytes.of(new byte[] {2}), false);
  private final WrappedKeyset third = second.next("mk-1", SealedBytes.of(new byte[] {3}), false);
  private JdbiWorld world;
  private Fixtures given;
  private UserId ada;
  private OrgId org;
  private Environment environment;

  @BeforeEach
  void makeOrg() {
    DATABASE.clear();
    world = new JdbiWorld(DATABASE, Clock.systemUTC());
    given = new Fixtures(world);
    ada = given.user();
    org = given.org(ada);
    environment = given.environment(org);
    changing(
        () -> {
          world.orgKeys().add(org, first, OLD, given.time());
          return world.orgKeys().promote(org, first, second, NEW, given.time());
        });
  }

  @Test
  void aKeyCanNotBeRetiredWhileAValueIsUnderIt() {
    put("A", 1, new byte[] {1, 1, 2, 3, 4, 99});

    assertThatThrownBy(() -> changing(this::retire)).isInstanceOf(IllegalStateException.class);

    assertThat(world.orgKeys().find(org)).contains(second);
    assertThat(changing(() -> world.orgKeys().keys(org)).get(1).status())
        .isEqualTo(OrgKeyStatus.RETIRING);
  }

  @Test
  void nothingCanBeStoredUnderARetiredOrAnUnknownKey() {
    changing(this::retire);

    put("A", 1, new byte[] {1, -2, -36, -70, -104, 99});
    assertThatThrownBy(() -> put("A", 2, new byte[] {1, 1, 2, 3, 4, 99}))
        .isInstanceOf(Refusal.class)
        .extracting(refused -> ((Refusal) refused).code())
        .isEqualTo("database_unavailable");
    assertThatThrownBy(() -> put("A", 2, new byte[] {1, 9, 9, 9, 9, 99}))
        .isInstanceOf(Refusal.class);
  }

  private boolean retire() {
    return world.orgKeys().retire(org, second, third, given.time());
  }

  private void put(String name, long version, byte[] sealed) {
    StoredSecret secret =
        new StoredSecret(
            given.newSecret(environment, name, version, ada).version(), SealedBytes.of(sealed));
    changing(
        () -> {
          given.put(secret);
          return secret;
        });
  }

  private <T> T changing(Supplier<T> work) {
    return world.ledger().change(Access.ofInstallation(org), change -> work.get());
  }
}
