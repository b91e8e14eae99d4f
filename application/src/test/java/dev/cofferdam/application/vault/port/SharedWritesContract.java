package dev.cofferdam.application.vault.port;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.events.port.EventFeed.Sight;
import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.vault.port.SharedWrites.Plan;
import dev.cofferdam.application.vault.port.SharedWrites.Planned;
import dev.cofferdam.application.vault.port.SharedWrites.Write;
import dev.cofferdam.application.vault.port.SharedWrites.Written;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainCheck;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.metering.UsageRecord;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import dev.cofferdam.domain.vault.VaultFact;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link SharedWrites} promise. */
public abstract class SharedWritesContract extends WorldContract {
  private static final SecretName KEY = new SecretName("KEY");
  private static final SecretName OTHER = new SecretName("OTHER");
  private static final Sight ALL_EVENTS =
      new Sight(Set.of(EventType.values()), true, Optional.empty());
  private static final Fingerprint FINGERPRINT = new Fingerprint("0f".repeat(32));
  private static final Actor TESTS = new Actor.Installation("tests", Actor.Origin.INSIDE);

  private OrgId org;
  private Environment prod;
  private SharedWrites writes;
  private final List<Written> heard = new CopyOnWriteArrayList<>();

  @BeforeEach
  public final void makeKeys() {
    org = given.org();
    prod = environment(org);
    writes = world.sharedWrites();
  }

  private Environment environment(OrgId in) {
    Environment made = given.environment(in);
    changing(
        in,
        () -> {
          given.put(given.newSecret(made, KEY.value(), 1, given.user()));
          given.put(given.newSecret(made, OTHER.value(), 1, given.user()));
        });
    return made;
  }

  @Test
  void writesTheNextVersionWithAllThatGoesWithIt() {
    LedgerHead before = head(org);
    Environment environment = now(prod);

    Written written = put(write(prod, KEY)).orElseThrow();

    SecretPlace place = written.secret().version().place();
    assertThat(place.version()).isEqualTo(2);
    assertThat(written.before()).isEqualTo(new Head(1, true));
    assertThat(stored(place)).contains(written.secret());
    assertThat(heads(prod)).isEqualTo(new Head(2, true));
    assertThat(written.environment()).isEqualTo(environment);
    assertThat(now(prod)).isEqualTo(written.moved());
    assertThat(now(prod).version()).isEqualTo(environment.version() + 1);
    assertThat(written.state()).isEqualTo(before.state() + 1);
    assertThat(head(org).state()).isEqualTo(before.state() + 1);
    assertThat(head(org).seq()).isEqualTo(before.seq() + 1);
    ChainedEntry entry = entriesAfter(org, before.seq()).get(0);
    assertThat(entry.resource()).isEqualTo("secret:shop/prod/KEY@2");
    assertThat(factsOf(entry))
        .containsExactly(factOf(written))
        .allSatisfy(fact -> assertThat(entry.committed()).contains(fact.commitment()));
    assertThat(events(org))
        .as("told with it")
        .containsExactly(OrgEvent.of(org, entry, announced(prod, place.name(), 2)));
    assertThat(usage(org)).isEqualByComparingTo("1");
    assertThat(check(org).ok()).isTrue();
  }

  @Test
  void tellsOnceAndBeforeTheCallerKnows() {
    Optional<Written> written = put(write(prod, KEY));
    assertThat(heard).containsExactly(written.orElseThrow());
  }

  @Test
  void goesOnWithAKeyThatWasDeleted() {
    changing(
        org,
        () ->
            given.put(
                new StoredSecret(
                    new SecretVersion(
                        placeOf(prod, KEY, 2),
                        SecretChange.DELETE,
                        "",
                        new ActorId(given.id()),
                        given.time()),
                    Optional.empty())));
    Written written = put(write(prod, KEY)).orElseThrow();
    assertThat(written.before()).isEqualTo(new Head(2, false));
    assertThat(heads(prod)).isEqualTo(new Head(3, true));
  }

  @Test
  void writesNothingWhenTheOrgHasChanged() {
    Write stale = write(prod, KEY);
    changing(org, () -> world.projects().add(given.newProject(org, "in-between"), given.entry()));
    LedgerHead changed = head(org);
    Environment environment = now(prod);

    assertThat(put(stale)).isEmpty();

    assertThat(head(org)).isEqualTo(changed);
    assertThat(events(org)).isEmpty();
    assertThat(now(prod)).isEqualTo(environment);
    assertThat(heads(prod)).isEqualTo(new Head(1, true));
    assertThat(usage(org)).isZero();
    assertThat(heard).isEmpty();
    assertThat(put(write(prod, KEY))).isPresent();
  }

  @Test
  void aWriteIsAChangeOfItsOrg() {
    Write first = write(prod, KEY);
    Write second = write(prod, OTHER);
    assertThat(put(first)).isPresent();
    assertThat(put(second)).as("planned before the first was written").isEmpty();
    assertThat(
            world
                .reveals()
                .give(
                    Access.ofInstallation(org),
                    new Reveals.Reveal(
                        first.state(),
                        AuditEntry.allowed(TESTS, "secret.reveal", "secret:shop/prod/KEY@1"),
                        new Reveals.Count("secret_reads", "secret_read"),
                        List.of()),
                    () -> "the old value"))
        .isEmpty();
  }

  @Test
  void writesNothingThatIsNotWanted() {
    LedgerHead before = head(org);
    assertThat(put(write(prod, KEY, (environment, head, now) -> Optional.empty()))).isEmpty();
    assertThat(head(org)).isEqualTo(before);
    assertThat(heard).isEmpty();
  }

  @Test
  void refusesAnOrgWithoutALedgerHead() {
    OrgId nowhere = new OrgId(given.id());
    Write write = write(prod, KEY);
    assertThat(codeOf(() -> writes.put(Access.ofInstallation(nowhere), write)))
        .isEqualTo("org_not_found");
  }

  /** A caller that is wrong about what is there, though the state says that nothing has changed. */
  @Test
  void failsAsAWholeWhereItIsNotTheNextVersion() {
    Write right = write(prod, KEY);
    LedgerHead before = head(org);
    List<Write> wrong =
        List.of(
            planned(right.state(), right.environment(), new Head(2, true)),
            planned(right.state(), right.environment(), new Head(7, true)),
            planned(right.state(), right.environment().atVersion(9), right.head()));
    for (Write each : wrong) {
      assertThatThrownBy(() -> put(each)).isInstanceOf(IllegalStateException.class);
    }
    assertThat(head(org)).isEqualTo(before);
    assertThat(events(org)).isEmpty();
    assertThat(heads(prod)).isEqualTo(new Head(1, true));
    assertThat(usage(org)).isZero();
    assertThat(heard).isEmpty();
    assertThat(put(right)).isPresent();
    assertThat(check(org).ok()).isTrue();
  }

  @Test
  void waitsForChangesOfItsOwnOrgAlone() {
    OrgId other = given.org();
    Environment theirs = environment(other);
    Write mine = write(prod, KEY);
    Write ofOther = write(theirs, KEY);
    Future<Optional<Written>> waiting =
        world
            .ledger()
            .change(
                Access.ofInstallation(org),
                change -> {
                  Future<Optional<Written>> here = elsewhere(() -> put(mine));
                  assertThat(outcomeElsewhere(() -> put(ofOther))).isPresent();
                  assertThat(here.isDone()).isFalse();
                  return here;
                });
    assertThat(outcomeOf(waiting)).as("the change moved the org").isEmpty();
  }

  @Test
  void writesEachOnceAmongManyOfManyOrgs() {
    List<Environment> places = List.of(prod, environment(org), environment(given.org()));
    List<Future<Integer>> work = new ArrayList<>();
    for (Environment place : places) {
      for (SecretName name : List.of(KEY, KEY, OTHER)) {
        work.add(elsewhere(() -> putMany(place, name, 20)));
      }
      work.add(
          elsewhere(
              () -> {
                for (int i = 0; i < 5; i++) {
                  given.project(place.org());
                }
                return 0;
              }));
    }
    int acknowledged = work.stream().mapToInt(WorldContract::outcomeOf).sum();
    assertThat(acknowledged).isEqualTo(180);
    assertThat(heard).hasSize(180);
    for (Environment place : places) {
      assertThat(versions(place, KEY)).isEqualTo(LongStream.rangeClosed(1, 41).boxed().toList());
      assertThat(versions(place, OTHER)).isEqualTo(LongStream.rangeClosed(1, 21).boxed().toList());
      assertThat(check(place.org()).ok()).isTrue();
    }
    assertThat(events(org))
        .hasSize(120)
        .extracting(OrgEvent::seq)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(usage(org)).isEqualByComparingTo("120");
    assertThat(usage(places.get(2).org())).isEqualByComparingTo("60");
    assertThat(now(prod).version()).as("after the two first ones").isEqualTo(2 + 60);
  }

  /** Returns how many were acknowledged. */
  private int putMany(Environment place, SecretName name, int times) {
    int done = 0;
    while (done < times) {
      done += put(write(place, name)).isPresent() ? 1 : 0;
    }
    return done;
  }

  private Optional<Written> put(Write write) {
    return writes.put(Access.ofInstallation(write.environment().org()), write);
  }

  private Write write(Environment environment, SecretName name) {
    return write(environment, name, this::nextOf);
  }

  private Optional<Planned> nextOf(Environment environment, Head head, Instant now) {
    return Optional.of(next(environment, KEY, head, now));
  }

  private Write write(Environment environment, SecretName name, Plan plan) {
    return read(
        environment.org(),
        () ->
            new Write(
                world.auditTrail().head(environment.org()).orElseThrow().state(),
                found(environment),
                name,
                world.secrets().heads(environment.org(), environment.id(), List.of(name)).get(name),
                TESTS,
                name.equals(KEY) ? plan : (on, head, now) -> Optional.of(next(on, name, head, now)),
                heard::add));
  }

  private Write planned(long state, Environment environment, Head head) {
    return new Write(state, environment, KEY, head, TESTS, this::nextOf, heard::add);
  }

  private Planned next(Environment environment, SecretName name, Head head, Instant now) {
    SecretPlace place = placeOf(environment, name, head.version() + 1);
    Instant at = environment.nextTime(now);
    VaultFact fact =
        new VaultFact.Secret(
            place, SecretChange.SET, environment.version() + 1, at, Optional.of(FINGERPRINT));
    return new Planned(
        new StoredSecret(
            new SecretVersion(place, SecretChange.SET, "a note", new ActorId(given.id()), at),
            SealedBytes.of(("sealed\0" + place).getBytes(StandardCharsets.UTF_8))),
        FINGERPRINT,
        AuditEntry.allowed(
                TESTS, "secret.write", "secret:shop/prod/" + name + "@" + place.version())
            .committing(fact.commitment()),
        announced(environment, name, place.version()),
        new UsageRecord(
            environment.org(),
            "secret_write/" + environment.id() + "/" + name + "/" + place.version(),
            Metric.SECRET_WRITES,
            BigDecimal.ONE,
            at));
  }

  private static Announcement announced(Environment environment, SecretName name, long version) {
    return EventType.SECRET_CHANGED.about(
        new Announcement.Audience(Optional.of(environment.id()), Optional.empty(), true),
        Map.of("key", name.value(), "version", version));
  }

  private List<OrgEvent> events(OrgId where) {
    return read(
        where, () -> world.eventFeed().between(where, 0, Long.MAX_VALUE, ALL_EVENTS, 1_000));
  }

  private static SecretPlace placeOf(Environment environment, SecretName name, long version) {
    return new SecretPlace(
        environment.org(), environment.project(), environment.id(), name, version);
  }

  private static VaultFact factOf(Written written) {
    return new VaultFact.Secret(
        written.secret().version().place(),
        SecretChange.SET,
        written.moved().version(),
        written.secret().version().updatedAt(),
        Optional.of(FINGERPRINT));
  }

  private List<VaultFact> factsOf(ChainedEntry entry) {
    List<VaultFact> facts = new ArrayList<>();
    read(
        org,
        () -> {
          world
              .vaultFacts()
              .each(
                  org,
                  found -> {
                    // Places of fixtures' entries are drawn, and may be the same.
                    if (found.entry() == entry.seq() && found.subject().startsWith("secret:")) {
                      facts.add(found.fact().orElseThrow());
                    }
                  });
          return facts;
        });
    return facts;
  }

  private Environment now(Environment environment) {
    return read(environment.org(), () -> found(environment));
  }

  private Environment found(Environment environment) {
    return world
        .projects()
        .find(environment.org(), environment.project(), environment.name())
        .orElseThrow();
  }

  private Head heads(Environment environment) {
    return read(
        environment.org(),
        () -> world.secrets().heads(environment.org(), environment.id(), List.of(KEY)).get(KEY));
  }

  private Optional<StoredSecret> stored(SecretPlace place) {
    return read(place.org(), () -> world.secrets().find(place));
  }

  /** Oldest first. */
  private List<Long> versions(Environment environment, SecretName name) {
    return read(
            environment.org(),
            () ->
                world
                    .secrets()
                    .history(environment.org(), environment.id(), name, Long.MAX_VALUE, 1_000))
        .stream()
        .map(version -> version.place().version())
        .sorted()
        .toList();
  }

  private BigDecimal usage(OrgId where) {
    return read(where, () -> world.usage().totals(where, Period.of(Instant.now())))
        .getOrDefault(Metric.SECRET_WRITES, BigDecimal.ZERO);
  }

  private LedgerHead head(OrgId where) {
    return read(where, () -> world.auditTrail().head(where).orElseThrow());
  }

  private List<ChainedEntry> entriesAfter(OrgId where, long seq) {
    return read(where, () -> world.auditTrail().oldest(where, seq, 10_000));
  }

  private ChainCheck.Finding check(OrgId where) {
    return read(
        where,
        () -> {
          ChainCheck check = new ChainCheck(where);
          world.auditTrail().oldest(where, 0, 10_000).forEach(check::accept);
          return check.finish(world.auditTrail().head(where).orElseThrow());
        });
  }
}
