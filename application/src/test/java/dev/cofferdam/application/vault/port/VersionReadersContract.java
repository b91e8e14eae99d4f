package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.InMemoryNotary;
import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.audit.port.Seen;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.vault.port.VersionReaders.Reader;
import dev.cofferdam.application.vault.port.VersionReaders.Readers;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link VersionReaders} tell of what was given away. */
public abstract class VersionReadersContract extends WorldContract {
  private static final Reveals.Count COUNT = new Reveals.Count("secret_reads", "secret_read");

  private OrgId org;
  private UserId ada;
  private Environment prod;
  private Environment branch;

  @BeforeEach
  public final void makeEnvironment() {
    org = given.org();
    ada = given.user();
    prod = given.environment(org);
    branch = given.environment(org);
  }

  @Test
  void addsUpWhoReadAKey() {
    put(prod, "A", SecretChange.SET);
    put(prod, "A", SecretChange.SET);
    put(prod, "B", SecretChange.SET);
    give("one", key("A", 1));
    give("two", key("A", 1));
    give("one", key("A", 1));
    give("one", key("A", 2), key("B", 1));
    assertThat(counts("A", 9)).isEqualTo(Map.of(1L, "2: one 2, two 1", 2L, "1: one 1"));
    assertThat(counts("A", 1)).isEqualTo(Map.of(1L, "2: one 2", 2L, "1: one 1"));
    assertThat(counts("B", 9)).isEqualTo(Map.of(1L, "1: one 1"));
    assertThat(counts("C", 9)).isEmpty();
    long seq = head(org).seq();
    assertThat(readers("A", 9).get(2L).newest().get(0))
        .isEqualTo(new Reader("system", "one", 1, entriesAfter(org, seq - 1).get(0).at()));
  }

  @Test
  void knowsWhatAWholeEnvironmentHad() {
    put(prod, "A", SecretChange.SET); // the environment's version 1
    put(prod, "B", SecretChange.SET);
    put(prod, "A", SecretChange.RESTORE);
    put(prod, "A", SecretChange.HIDE);
    put(prod, "A", SecretChange.SET);
    put(prod, "A", SecretChange.DELETE);
    for (long version = 0; version <= 6; version++) {
      give("at" + version, Seen.all(prod.id(), version, ""));
    }
    give("at1", key("A", 1));
    assertThat(counts("A", 9))
        .isEqualTo(Map.of(1L, "2: at1 2, at2 1", 2L, "1: at3 1", 4L, "1: at5 1"));
    assertThat(counts("B", 9)).isEqualTo(Map.of(1L, "5: at6 1, at5 1, at4 1, at3 1, at2 1"));
  }

  @Test
  void knowsWhatABranchHadOfItsOwn() {
    put(prod, "A", SecretChange.SET);
    put(branch, "B", SecretChange.SET);
    put(branch, "A", SecretChange.SET);
    put(branch, "A", SecretChange.DELETE);
    put(branch, "A", SecretChange.HIDE);
    for (long version = 0; version <= 4; version++) {
      give("at" + version, Seen.all(prod.id(), 1, branch.id() + "@" + version));
    }
    give("far", Seen.all(prod.id(), 1, prod.id() + "@0 " + branch.id() + "@2"));
    assertThat(counts("A", 9)).isEqualTo(Map.of(1L, "3: at3 1, at1 1, at0 1"));
  }

  @Test
  void keepsWhatGoesWithAChange() {
    put(prod, "A", SecretChange.SET);
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              ChainedEntry entry = change.record(entry("locked"));
              world.sightings().record(org, entry, List.of(key("A", 1), key("B", 1)));
              world.sightings().record(org, entry, List.of());
              return org;
            });
    give("locked", key("A", 1));
    assertThat(counts("A", 9)).isEqualTo(Map.of(1L, "1: locked 2"));
  }

  @Test
  void forgetsWhatWasNotGivenAway() {
    long before = head(org).state();
    put(prod, "A", SecretChange.SET);
    assertThat(give(before, "late", key("A", 1))).isEmpty();
    assertThat(counts("A", 9)).isEmpty();
  }

  @Test
  void tellsAllReadersPageByPage() {
    put(prod, "A", SecretChange.SET);
    for (String who : List.of("c", "a", "B", "d", "a")) {
      give(who, key("A", 1));
    }
    give("e", Seen.all(prod.id(), 1, ""));
    assertThat(page(Optional.empty(), 9)).containsExactly("B 1", "a 2", "c 1", "d 1", "e 1");
    assertThat(page(Optional.empty(), 2)).containsExactly("B 1", "a 2");
    assertThat(page(Optional.of("a"), 2)).containsExactly("c 1", "d 1");
    assertThat(page(Optional.of("e"), 2)).isEmpty();
  }

  private List<String> page(Optional<String> after, int limit) {
    SecretPlace version = new SecretPlace(org, prod.project(), prod.id(), new SecretName("A"), 1);
    return read(
        org,
        () ->
            world
                .versionReaders()
                .page(version, after.map(id -> new VersionReaders.Who("system", id)), limit)
                .stream()
                .map(each -> each.id() + " " + each.reads())
                .toList());
  }

  /** What is trimmed off the audit trail is not told here either. */
  @Test
  void forgetsWithTheTrail() {
    put(prod, "A", SecretChange.SET);
    give("one", key("A", 1));
    give("two", key("A", 1));
    long seq = head(org).seq();
    give("one", key("A", 1));
    world
        .trailTrimmer()
        .put(
            new InMemoryNotary()
                .sign(
                    new ChainClaim(
                        ChainClaim.Kind.ANCHOR,
                        org,
                        seq,
                        ChainHash.genesis(org),
                        1,
                        given.time())));
    world.trailTrimmer().remove(org, 1_000);
    assertThat(counts("A", 9)).isEqualTo(Map.of(1L, "1: one 2"));
  }

  @Test
  void tellsOtherOrgsNothing() {
    put(prod, "A", SecretChange.SET);
    give("one", key("A", 1));
    OrgId other = given.org();
    for (OrgId claimed : List.of(org, other)) {
      assertThat(
              read(
                  other,
                  () ->
                      world
                          .versionReaders()
                          .of(claimed, prod.id(), new SecretName("A"), Set.of(1L), 9)))
          .isEmpty();
    }
  }

  private LedgerHead head(OrgId where) {
    return read(where, () -> world.auditTrail().head(where).orElseThrow());
  }

  private List<ChainedEntry> entriesAfter(OrgId where, long seq) {
    return read(where, () -> world.auditTrail().oldest(where, seq, 10_000));
  }

  private Seen key(String name, long version) {
    return Seen.key(prod.id(), name, version);
  }

  private void give(String who, Seen... seen) {
    assertThat(give(head(org).state(), who, seen)).isPresent();
  }

  private Optional<String> give(long state, String who, Seen... seen) {
    return world
        .reveals()
        .give(
            Access.ofInstallation(org),
            new Reveals.Reveal(state, entry(who), COUNT, List.of(seen)),
            () -> who);
  }

  private static AuditEntry entry(String who) {
    return AuditEntry.allowed(
        new Actor.Installation(who, Actor.Origin.INSIDE), "secret.reveal", "secret:a");
  }

  /** How many there are, and who, as often as they did. */
  private Map<Long, String> counts(String name, int most) {
    Map<Long, String> counts = new TreeMap<>();
    readers(name, most)
        .forEach(
            (version, readers) ->
                counts.put(
                    version,
                    readers.total()
                        + ": "
                        + String.join(
                            ", ",
                            readers.newest().stream()
                                .map(each -> each.id() + " " + each.reads())
                                .toList())));
    return counts;
  }

  private Map<Long, Readers> readers(String name, int most) {
    return read(
        org,
        () ->
            world
                .versionReaders()
                .of(org, prod.id(), new SecretName(name), Set.of(1L, 2L, 3L, 4L, 5L), most));
  }

  private void put(Environment environment, String name, SecretChange change) {
    long version =
        read(org, () -> world.secrets().heads(org, environment.id(), List.of(new SecretName(name))))
            .getOrDefault(new SecretName(name), new SecretStore.Head(0, false))
            .version();
    StoredSecret next = given.newSecret(environment, name, version + 1, ada);
    SecretVersion told = next.version();
    StoredSecret written =
        new StoredSecret(
            new SecretVersion(
                told.place(), change, told.note(), told.updatedBy(), told.updatedAt()),
            change.hasValue() ? next.content() : Optional.empty());
    changing(org, () -> given.put(written));
  }
}
