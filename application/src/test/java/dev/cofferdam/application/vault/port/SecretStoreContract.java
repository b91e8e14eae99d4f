package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
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
          assertThat(world.secrets().heads(org, prod.id(), List.of(name))).isEmpty();
          assertThat(world.secrets().find(org, prod.id(), name)).isEmpty();
          assertThat(world.secrets().overrides(org, List.of(prod.id()), Optional.empty()))
              .isEmpty();
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
          given.put(given.newSecret(prod, "B", 1, ada));
          given.put(given.newSecret(prod, "A", 2, ada));
        });
    assertThat(version()).isEqualTo(3);
    Environment untouched = given.environment(org);
    put("C", 1);
    assertThat(read(org, () -> world.projects().find(org, untouched.project(), untouched.name())))
        .contains(untouched);
  }

  @Test
  void listsTheNewestVersionsByName() {
    SHUFFLED.forEach(name -> put(name, 1));
    StoredSecret newest = put("B", 2);
    List<StoredSecret> all =
        read(org, () -> world.secrets().overrides(org, List.of(prod.id()), Optional.empty()));
    assertThat(all).extracting(secret -> secret.version().place().name().value()).isEqualTo(SORTED);
    assertThat(all).contains(newest);
    assertThat(read(org, () -> world.secrets().names(org, List.of(prod.id()))))
        .isEqualTo(all.stream().map(StoredSecret::version).toList());
  }

  @Test
  void tellsWhatIsSetHiddenAndDeleted() {
    put("GONE", 1);
    put("HIDDEN", 1);
    StoredSecret kept = put("KEPT", 1);
    StoredSecret gone = drop("GONE", 2, SecretChange.DELETE);
    StoredSecret hidden = drop("HIDDEN", 2, SecretChange.HIDE);
    assertThat(find("GONE")).isEmpty();
    assertThat(find("HIDDEN")).isEmpty();
    assertThat(overrides(List.of(prod), Optional.empty())).containsExactly(hidden, kept);
    assertThat(overrides(List.of(prod), Optional.of("HIDDEN"))).containsExactly(hidden);
    assertThat(overrides(List.of(prod), Optional.of("GONE"))).isEmpty();
    assertThat(read(org, () -> world.secrets().find(gone.version().place()))).contains(gone);
    assertThat(head("GONE")).isEqualTo(new SecretStore.Head(2, false));
    assertThat(head("HIDDEN")).isEqualTo(new SecretStore.Head(2, false));
    assertThat(head("KEPT")).isEqualTo(new SecretStore.Head(1, true));
    StoredSecret again = put("GONE", 3);
    assertThat(find("GONE")).contains(again);
  }

  @Test
  void findsOverridesOfSeveralEnvironmentsAtOnce() {
    Environment staging = given.environment(org);
    StoredSecret one = put("A", 1);
    StoredSecret other = given.newSecret(staging, "A", 1, ada);
    put(other);
    put(given.newSecret(given.environment(org), "A", 1, ada));
    assertThat(overrides(List.of(prod, staging), Optional.empty()))
        .containsExactlyInAnyOrder(one, other);
  }

  @Test
  void knowsWhatItWasLike() {
    StoredSecret first = put("A", 1);
    StoredSecret second = put("A", 2);
    StoredSecret dropped = drop("A", 3, SecretChange.DELETE);
    StoredSecret hidden = drop("A", 4, SecretChange.HIDE);
    assertThat(overridesAt(first.version().updatedAt().minusMillis(1))).isEmpty();
    assertThat(overridesAt(first.version().updatedAt())).containsExactly(first);
    assertThat(overridesAt(second.version().updatedAt())).containsExactly(second);
    assertThat(overridesAt(dropped.version().updatedAt())).isEmpty();
    assertThat(overridesAt(hidden.version().updatedAt())).containsExactly(hidden);
    assertThat(
            read(
                org,
                () ->
                    world.secrets().namesAt(org, List.of(prod.id()), second.version().updatedAt())))
        .containsExactly(second.version());
  }

  @Test
  void tellsAKeysHistoryPageByPage() {
    StoredSecret first = put("A", 1);
    StoredSecret second = put("A", 2);
    StoredSecret third = drop("A", 3, SecretChange.DELETE);
    put("B", 1);
    assertThat(history(Long.MAX_VALUE, 10))
        .containsExactly(third.version(), second.version(), first.version());
    assertThat(history(3, 1)).containsExactly(second.version());
    assertThat(history(1, 10)).isEmpty();
  }

  /** Page by page the same as all at once, of several environments, now and then. */
  @Test
  void listsAStretchOfNames() {
    Random random = new Random(3);
    Environment staging = given.environment(org);
    List<EnvironmentId> both = List.of(prod.id(), staging.id());
    Instant then = given.time();
    for (Environment each : List.of(prod, staging)) {
      for (String name : SHUFFLED) {
        StoredSecret first = put(given.newSecret(each, name, 1, ada));
        then = random.nextInt(4) == 0 ? first.version().updatedAt() : then;
        if (random.nextInt(3) == 0) {
          drop(each, name, 2, random.nextBoolean() ? SecretChange.HIDE : SecretChange.DELETE);
        }
      }
    }
    for (Optional<Instant> at : List.of(Optional.<Instant>empty(), Optional.of(then))) {
      List<SecretVersion> all =
          read(
              org,
              () ->
                  at.isPresent()
                      ? world.secrets().namesAt(org, both, at.get())
                      : world.secrets().names(org, both));
      for (String prefix : List.of("", "a", "A", "A_", "z", "A%", "\u00e9")) {
        for (String after : List.of("", "A1", "A9", "B", "zz")) {
          for (int most = 1; most < 9; most++) {
            SecretStore.Span span = new SecretStore.Span(prefix, after, most);
            assertThat(read(org, () -> world.secrets().names(org, both, at, span)))
                .as("%s at %s", span, at)
                .containsExactlyInAnyOrderElementsOf(cut(all, span));
          }
        }
      }
    }
    SecretStore.Span whole = new SecretStore.Span("", "", 9);
    assertThat(read(other, () -> world.secrets().names(org, both, Optional.empty(), whole)))
        .isEmpty();
  }

  private static List<SecretVersion> cut(List<SecretVersion> all, SecretStore.Span span) {
    Map<EnvironmentId, Integer> told = new HashMap<>();
    return all.stream()
        .filter(each -> each.place().name().value().startsWith(span.prefix()))
        .filter(each -> each.place().name().value().compareTo(span.after()) > 0)
        .filter(each -> told.merge(each.place().environment(), 1, Integer::sum) <= span.most())
        .toList();
  }

  @Test
  void searchesNamesOverAnOrg() {
    Environment closed = given.protectedEnvironment(org);
    Environment gone = given.environment(org);
    StoredSecret first = put("DB_URL", 1);
    StoredSecret lower = put("db_Host", 1);
    StoredSecret locked = put(given.newSecret(closed, "DB_URL", 1, ada));
    put(given.newSecret(gone, "DB_URL", 1, ada));
    changing(
        org,
        () ->
            world
                .tree()
                .delete(
                    org,
                    List.of(new EnvironmentTree.Gone(gone.id(), given.entry())),
                    given.time()));
    put("HIDDEN_DB", 1);
    drop("HIDDEN_DB", 2, SecretChange.HIDE);
    put("OLD_DB", 1);
    drop("OLD_DB", 2, SecretChange.DELETE);
    put("OTHER", 1);
    List<SecretVersion> both =
        Stream.of(first, locked)
            .map(StoredSecret::version)
            .sorted(Comparator.comparing(each -> each.place().environment().toString()))
            .toList();
    assertThat(search("dB_", Optional.empty(), true, Optional.empty(), 9))
        .containsExactly(both.get(0), both.get(1), lower.version());
    assertThat(search("dB_", Optional.empty(), false, Optional.empty(), 9))
        .containsExactly(first.version(), lower.version());
    assertThat(search("", Optional.of(Set.of(closed.id())), true, Optional.empty(), 9))
        .containsExactly(locked.version());
    assertThat(search("", Optional.of(Set.of()), true, Optional.empty(), 9)).isEmpty();
    SecretStore.Spot spot =
        new SecretStore.Spot(new SecretName("DB_URL"), both.get(0).place().environment());
    assertThat(search("url", Optional.empty(), true, Optional.of(spot), 9))
        .containsExactly(both.get(1));
    assertThat(search("_", Optional.empty(), true, Optional.of(spot), 1))
        .containsExactly(both.get(1));
    assertThat(
            read(
                other,
                () ->
                    world
                        .secrets()
                        .search(
                            org,
                            new SecretStore.Search(
                                "", Optional.empty(), true, Optional.empty(), 9))))
        .isEmpty();
  }

  private List<SecretVersion> search(
      String part,
      Optional<Set<EnvironmentId>> of,
      boolean evenProtected,
      Optional<SecretStore.Spot> after,
      int most) {
    return read(
        org,
        () ->
            world
                .secrets()
                .search(org, new SecretStore.Search(part, of, evenProtected, after, most)));
  }

  @Test
  void writesSeveralKeysAsOneVersionOfTheEnvironment() {
    put("A", 1);
    StoredSecret a = given.newSecret(prod, "A", 2, ada);
    StoredSecret b = given.newSecret(prod, "B", 1, ada);
    changing(org, () -> given.put(a, b));
    assertThat(version()).isEqualTo(2);
    assertThat(overrides(List.of(prod), Optional.empty())).containsExactly(a, b);
    assertThat(read(org, () -> world.projects().find(org, prod.project(), prod.name())))
        .map(Environment::changedAt)
        .contains(b.version().updatedAt());
  }

  @Test
  void writesAllOfThemOrNone() {
    put("B", 1);
    StoredSecret a = given.newSecret(prod, "A", 1, ada);
    StoredSecret twice = given.newSecret(prod, "B", 1, ada);
    assertThatThrownBy(() -> changing(org, () -> given.put(a, twice)))
        .isInstanceOf(RuntimeException.class);
    assertThat(find("A")).isEmpty();
    assertThat(version()).isEqualTo(1);
  }

  @Test
  void keepsEnvironmentsApart() {
    Environment staging = given.environment(org);
    put("API_KEY", 1);
    SecretName name = new SecretName("API_KEY");
    assertThat(read(org, () -> world.secrets().find(org, staging.id(), name))).isEmpty();
    assertThat(read(org, () -> world.secrets().heads(org, staging.id(), List.of(name)))).isEmpty();
    assertThat(
            read(
                org, () -> world.secrets().overrides(org, List.of(staging.id()), Optional.empty())))
        .isEmpty();
  }

  @Test
  void hidesSecretsFromOtherOrgs() {
    StoredSecret secret = put("API_KEY", 1);
    SecretName name = new SecretName("API_KEY");
    for (OrgId claimed : List.of(org, other)) {
      assertThat(read(other, () -> world.secrets().find(claimed, prod.id(), name))).isEmpty();
      assertThat(read(other, () -> world.secrets().heads(claimed, prod.id(), List.of(name))))
          .isEmpty();
      assertThat(
              read(
                  other,
                  () -> world.secrets().overrides(claimed, List.of(prod.id()), Optional.empty())))
          .isEmpty();
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
            new SecretVersion(
                smuggled, SecretChange.SET, "", new ActorId(ada.value()), given.time()),
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
                      given.put(given.newSecret(prod, "API_KEY", 1, ada));
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(lastVersion("API_KEY")).isZero();
    assertThat(version()).isZero();
  }

  @Test
  void refusesToWriteOutsideOfATransaction() {
    StoredSecret secret = given.newSecret(prod, "API_KEY", 1, ada);
    assertThatThrownBy(() -> given.put(secret)).isInstanceOf(RuntimeException.class);
    assertThat(find("API_KEY")).isEmpty();
  }

  private StoredSecret put(String name, long version) {
    return put(given.newSecret(prod, name, version, ada));
  }

  private StoredSecret put(StoredSecret secret) {
    changing(secret.version().place().org(), () -> given.put(secret));
    return secret;
  }

  private Optional<StoredSecret> find(String name) {
    return read(org, () -> world.secrets().find(org, prod.id(), new SecretName(name)));
  }

  private long lastVersion(String name) {
    return head(name).version();
  }

  private SecretStore.Head head(String name) {
    return read(org, () -> world.secrets().heads(org, prod.id(), List.of(new SecretName(name))))
        .getOrDefault(new SecretName(name), new SecretStore.Head(0, false));
  }

  private StoredSecret drop(String name, long version, SecretChange change) {
    return drop(prod, name, version, change);
  }

  private StoredSecret drop(Environment of, String name, long version, SecretChange change) {
    SecretVersion template = given.newSecret(of, name, version, ada).version();
    return put(
        new StoredSecret(
            new SecretVersion(
                template.place(),
                change,
                template.note(),
                template.updatedBy(),
                template.updatedAt()),
            Optional.empty()));
  }

  private List<StoredSecret> overrides(List<Environment> of, Optional<String> name) {
    List<EnvironmentId> ids = of.stream().map(Environment::id).toList();
    return read(org, () -> world.secrets().overrides(org, ids, name.map(SecretName::new)));
  }

  private List<StoredSecret> overridesAt(Instant at) {
    return read(
        org,
        () ->
            world
                .secrets()
                .overridesAt(org, List.of(prod.id()), Optional.of(new SecretName("A")), at));
  }

  private List<SecretVersion> history(long before, int limit) {
    return read(
        org, () -> world.secrets().history(org, prod.id(), new SecretName("A"), before, limit));
  }

  private long version() {
    return read(
        org, () -> world.projects().find(org, prod.project(), prod.name()).orElseThrow().version());
  }
}
