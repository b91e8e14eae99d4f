package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link SecretStore} promises. Keys are ordered by their characters' code points. */
public abstract class SecretStoreContract extends WorldContract {
  private static final List<String> SHUFFLED = List.of("ab", "a_B", "_a", "B", "AB", "A_B", "A1");
  private static final List<String> SORTED = List.of("A1", "AB", "A_B", "B", "_a", "a_B", "ab");

  private OrgId org;
  private OrgId other;
  private UserId ada;
  private Environment prod;

  @BeforeEach
  public final void makeEnvironment() {
    org = given.org();
    other = given.org();
    ada = given.user();
    prod = given.environment(org);
  }

  @Test
  void hasNothingAtFirst() {
    SecretName name = new SecretName("API_KEY");
    read(
        org,
        () -> {
          assertThat(world.secrets().lastVersion(org, prod.id(), name)).isZero();
          assertThat(world.secrets().find(org, prod.id(), name)).isEmpty();
          assertThat(world.secrets().list(org, prod.id(), "", 10)).isEmpty();
          return org;
        });
  }

  @Test
  void findsTheNewestVersion() {
    put("API_KEY", 1);
    StoredSecret second = put("API_KEY", 2);
    assertThat(find("API_KEY")).contains(second);
    assertThat(lastVersion("API_KEY")).isEqualTo(2);
  }

  @Test
  void findsAnOlderVersionByItsPlace() {
    StoredSecret first = put("API_KEY", 1);
    StoredSecret second = put("API_KEY", 2);
    SecretPlace third = given.newSecret(prod, "API_KEY", 3, ada).version().place();
    assertThat(read(org, () -> world.secrets().find(first.version().place()))).contains(first);
    assertThat(read(org, () -> world.secrets().find(second.version().place()))).contains(second);
    assertThat(read(org, () -> world.secrets().find(third))).isEmpty();
  }

  @Test
  void keepsSealedBytesExactly() {
    byte[] bytes = new byte[70_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    StoredSecret secret =
        new StoredSecret(given.newSecret(prod, "BLOB", 1, ada).version(), SealedBytes.of(bytes));
    put(secret);
    assertThat(find("BLOB")).contains(secret);
  }

  @Test
  void tellsKeysApartByCase() {
    StoredSecret upper = put("KEY", 1);
    StoredSecret lower = put("key", 1);
    assertThat(find("KEY")).contains(upper);
    assertThat(find("key")).contains(lower);
  }

  @Test
  void neverWritesAVersionTwice() {
    StoredSecret first = put("API_KEY", 1);
    assertThatThrownBy(() -> put("API_KEY", 1)).isInstanceOf(RuntimeException.class);
    assertThat(find("API_KEY")).contains(first);
    assertThat(version()).isEqualTo(1);
  }

  @Test
  void movesTheEnvironmentToItsNextVersionWithEveryPut() {
    assertThat(version()).isZero();
    put("A", 1);
    assertThat(version()).isEqualTo(1);
    changing(
        org,
        () -> {
          world.secrets().put(given.newSecret(prod, "B", 1, ada));
          world.secrets().put(given.newSecret(prod, "A", 2, ada));
        });
    assertThat(version()).isEqualTo(3);
    Environment untouched = given.environment(org);
    put("C", 1);
    assertThat(read(org, () -> world.projects().find(org, untouched.project(), untouched.name())))
        .contains(untouched);
  }

  @Test
  void listsTheNewestVersionsByNamePageByPage() {
    SHUFFLED.forEach(name -> put(name, 1));
    StoredSecret newest = put("B", 2);
    assertThat(names("", 100)).isEqualTo(SORTED);
    assertThat(names("", 2)).isEqualTo(SORTED.subList(0, 2));
    assertThat(names("AB", 3)).isEqualTo(SORTED.subList(2, 5));
    assertThat(names("ab", 3)).isEmpty();
    assertThat(read(org, () -> world.secrets().list(org, prod.id(), "A_B", 1)))
        .containsExactly(newest);
  }

  @Test
  void keepsEnvironmentsApart() {
    Environment staging = given.environment(org);
    put("API_KEY", 1);
    SecretName name = new SecretName("API_KEY");
    assertThat(read(org, () -> world.secrets().find(org, staging.id(), name))).isEmpty();
    assertThat(read(org, () -> world.secrets().lastVersion(org, staging.id(), name))).isZero();
    assertThat(read(org, () -> world.secrets().list(org, staging.id(), "", 10))).isEmpty();
  }

  @Test
  void hidesSecretsFromOtherOrgs() {
    StoredSecret secret = put("API_KEY", 1);
    SecretName name = new SecretName("API_KEY");
    for (OrgId claimed : List.of(org, other)) {
      assertThat(read(other, () -> world.secrets().find(claimed, prod.id(), name))).isEmpty();
      assertThat(read(other, () -> world.secrets().lastVersion(claimed, prod.id(), name))).isZero();
      assertThat(read(other, () -> world.secrets().list(claimed, prod.id(), "", 10))).isEmpty();
    }
    assertThat(read(other, () -> world.secrets().find(secret.version().place()))).isEmpty();
  }

  @Test
  void refusesASecretInAnotherOrgsEnvironment() {
    SecretPlace smuggled =
        new SecretPlace(other, prod.project(), prod.id(), new SecretName("API_KEY"), 1);
    StoredSecret template = given.newSecret(prod, "API_KEY", 1, ada);
    StoredSecret secret =
        new StoredSecret(
            new SecretVersion(smuggled, "", new ActorId(ada.value()), given.time()),
            template.sealed());
    assertThatThrownBy(() -> put(secret)).isInstanceOf(RuntimeException.class);
    assertThat(find("API_KEY")).isEmpty();
    assertThat(version()).isZero();
  }

  @Test
  void isUndoneWithItsTransaction() {
    assertThatThrownBy(
            () ->
                changing(
                    org,
                    () -> {
                      world.secrets().put(given.newSecret(prod, "API_KEY", 1, ada));
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(lastVersion("API_KEY")).isZero();
    assertThat(version()).isZero();
  }

  @Test
  void refusesToWriteOutsideOfATransaction() {
    StoredSecret secret = given.newSecret(prod, "API_KEY", 1, ada);
    assertThatThrownBy(() -> world.secrets().put(secret)).isInstanceOf(RuntimeException.class);
    assertThat(find("API_KEY")).isEmpty();
  }

  private StoredSecret put(String name, long version) {
    return put(given.newSecret(prod, name, version, ada));
  }

  private StoredSecret put(StoredSecret secret) {
    changing(secret.version().place().org(), () -> world.secrets().put(secret));
    return secret;
  }

  private Optional<StoredSecret> find(String name) {
    return read(org, () -> world.secrets().find(org, prod.id(), new SecretName(name)));
  }

  private long lastVersion(String name) {
    return read(org, () -> world.secrets().lastVersion(org, prod.id(), new SecretName(name)));
  }

  private long version() {
    return read(
        org, () -> world.projects().find(org, prod.project(), prod.name()).orElseThrow().version());
  }

  private List<String> names(String after, int limit) {
    return read(org, () -> world.secrets().list(org, prod.id(), after, limit)).stream()
        .map(secret -> secret.version().place().name().value())
        .toList();
  }
}
