package dev.cofferdam.application.events.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.events.port.EventFeed.Share;
import dev.cofferdam.application.events.port.EventFeed.Sight;
import dev.cofferdam.application.world.ContractWorld;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.audit.Announcement.Audience;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an {@link EventFeed}, its {@link EventTrimmer} and the ledger that fills it promise. */
public abstract class EventFeedContract extends WorldContract {
  private static final Sight ALL = new Sight(Set.of(EventType.values()), true, Optional.empty());

  private OrgId org;
  private OrgId other;

  @BeforeEach
  public final void makeOrgs() {
    org = given.org();
    other = given.org();
  }

  @Test
  void keepsWhatWasToldAsItWasTold() {
    EnvironmentId environment = new EnvironmentId(given.id());
    ActorId author = new ActorId(given.id());
    Announcement announcement =
        EventType.SECRET_CHANGED.about(
            new Audience(Optional.of(environment), Optional.of(author), true),
            Map.of("key", "ü\uD83D\uDE80\"", "version", 9_007_199_254_740_993L, "on", true));
    ChainedEntry entry = tell(org, announcement);
    OrgEvent event = OrgEvent.of(org, entry, announcement);
    assertThat(seen(org, ALL)).containsExactly(event);
    assertThat(read(org, () -> world.eventFeed().find(org, entry.seq()))).contains(event);
    assertThat(event.at()).isEqualTo(entry.at());
    assertThat(event.id().value().version()).isEqualTo(7);
  }

  @Test
  void tellsWithTheChangeOrNotAtAll() {
    assertThatThrownBy(
            () ->
                world
                    .ledger()
                    .change(
                        Access.ofInstallation(org),
                        change -> {
                          change.record(entry(), created());
                          throw new IllegalStateException("too late");
                        }))
        .hasMessage("too late");
    assertThat(seen(org, ALL)).isEmpty();
    assertThat(outbox()).isEmpty();
  }

  @Test
  void tellsSeveralInOneChangeInTheirOrderAndLeavesOutWhatIsNotTold() {
    List<ChainedEntry> entries =
        world
            .ledger()
            .change(
                Access.ofInstallation(org),
                change ->
                    List.of(
                        change.record(entry(), created()),
                        change.record(entry()),
                        change.record(entry(), created())));
    assertThat(seen(org, ALL))
        .extracting(OrgEvent::seq)
        .containsExactly(entries.get(0).seq(), entries.get(2).seq());
    assertThat(read(org, () -> world.eventFeed().find(org, entries.get(1).seq()))).isEmpty();
  }

  @Test
  void showsNothingOfOtherOrgs() {
    tell(org, created());
    ChainedEntry theirs = tell(other, created());
    assertThat(seen(org, ALL)).hasSize(1);
    assertThat(read(org, () -> world.eventFeed().between(other, 0, Long.MAX_VALUE, ALL, 10)))
        .isEmpty();
    assertThat(read(org, () -> world.eventFeed().find(other, theirs.seq()))).isEmpty();
  }

  @Test
  void readsOnFromAPlaceUpToAPlace() {
    List<Long> seqs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      seqs.add(tell(org, created()).seq());
    }
    assertThat(between(seqs.get(0), seqs.get(3), 10)).containsExactlyElementsOf(seqs.subList(1, 4));
    assertThat(between(seqs.get(0), seqs.get(3), 2)).containsExactlyElementsOf(seqs.subList(1, 3));
    assertThat(between(seqs.get(4), Long.MAX_VALUE, 2)).isEmpty();
  }

  @Test
  void neverLetsAnEventAppearBeforeOneThatWasSeen() {
    List<Future<Boolean>> writers = new ArrayList<>();
    for (int writer = 0; writer < 3; writer++) {
      writers.add(
          elsewhere(
              () -> {
                for (int i = 0; i < 20; i++) {
                  tell(org, created());
                }
                return true;
              }));
    }
    List<OrgEvent> followed = new ArrayList<>();
    long last = 0;
    while (followed.size() < 60) {
      long after = last;
      List<OrgEvent> more =
          read(org, () -> world.eventFeed().between(org, after, Long.MAX_VALUE, ALL, 7));
      followed.addAll(more);
      last = more.isEmpty() ? last : more.get(more.size() - 1).seq();
    }
    writers.forEach(WorldContract::outcomeOf);
    assertThat(followed).containsExactlyElementsOf(seen(org, ALL));
  }

  @Test
  void showsToEachWhatIsTheirs() {
    EnvironmentId mine = new EnvironmentId(given.id());
    EnvironmentId foreign = new EnvironmentId(given.id());
    ActorId me = new ActorId(given.id());
    ActorId somebody = new ActorId(given.id());
    long inMine = tell(org, EventType.RUN_CREATED.about(of(mine, somebody), Map.of())).seq();
    tell(org, EventType.RUN_CREATED.about(of(foreign, me), Map.of()));
    long byMe = tell(org, EventType.RUN_CREATED.about(of(null, me), Map.of())).seq();
    tell(org, EventType.RUN_CREATED.about(of(null, somebody), Map.of()));
    tell(org, EventType.MEMBER_LEFT.about(Audience.ALL, Map.of()));
    Sight share =
        new Sight(Set.of(EventType.values()), true, Optional.of(new Share(Set.of(mine), me)));
    assertThat(seen(org, share)).extracting(OrgEvent::seq).containsExactly(inMine, byMe);
    assertThat(seen(org, ALL)).hasSize(5);
  }

  @Test
  void hidesWhatIsProtectedAndTheTypesThatWereNotAskedFor() {
    Audience closed = new Audience(Optional.empty(), Optional.empty(), true);
    tell(org, EventType.SECRET_CHANGED.about(closed, Map.of()));
    long open = tell(org, EventType.SECRET_CHANGED.about(Audience.ALL, Map.of())).seq();
    long left = tell(org, EventType.MEMBER_LEFT.about(Audience.ALL, Map.of())).seq();
    Sight member = new Sight(Set.of(EventType.values()), false, Optional.empty());
    assertThat(seen(org, member)).extracting(OrgEvent::seq).containsExactly(open, left);
    Sight some = new Sight(Set.of(EventType.MEMBER_LEFT), true, Optional.empty());
    assertThat(seen(org, some)).extracting(OrgEvent::seq).containsExactly(left);
    assertThat(seen(org, new Sight(Set.of(), true, Optional.empty()))).isEmpty();
  }

  @Test
  void asksForCarryingOutHowRunsEndedAlone() {
    tell(org, created());
    assertThat(outbox()).isEmpty();
    ChainedEntry end = tell(org, EventType.RUN_FAILED.about(Audience.ALL, Map.of()));
    assertThat(outbox())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.org()).contains(org);
              assertThat(event.subject()).isEqualTo(Long.toString(end.seq()));
            });
  }

  @Test
  void removesWhatIsOldOverAllOrgs() {
    OrgEvent first = OrgEvent.of(org, tell(org, created()), created());
    OrgEvent second = OrgEvent.of(other, tell(other, created()), created());
    OrgEvent third = OrgEvent.of(org, tell(org, created()), created());
    assertThat(world.eventTrimmer().trim(first.at(), 10)).isZero();
    assertThat(world.eventTrimmer().trim(third.at().plus(Duration.ofSeconds(1)), 2)).isEqualTo(2);
    assertThat(seen(org, ALL)).containsExactly(third);
    assertThat(seen(other, ALL)).doesNotContain(second).isEmpty();
  }

  private List<OrgEvent> seen(OrgId where, Sight sight) {
    return read(where, () -> world.eventFeed().between(where, 0, Long.MAX_VALUE, sight, 100));
  }

  private List<Long> between(long after, long last, int limit) {
    return read(org, () -> world.eventFeed().between(org, after, last, ALL, limit)).stream()
        .map(OrgEvent::seq)
        .toList();
  }

  private List<OutboxEvent> outbox() {
    return outboxOf(world);
  }

  /** Takes what is to be carried out. */
  static List<OutboxEvent> outboxOf(ContractWorld world) {
    List<OutboxEvent> found = new ArrayList<>();
    world.outboxQueue().deliver(Set.of(EventFeed.TOLD), 100, found::add);
    return found;
  }

  /** Tells that a run was created. */
  static void tellCreated(ContractWorld world, OrgId where) {
    tell(world, where, created());
  }

  private ChainedEntry tell(OrgId where, Announcement announcement) {
    return tell(world, where, announcement);
  }

  private static ChainedEntry tell(ContractWorld world, OrgId where, Announcement announcement) {
    return world
        .ledger()
        .change(Access.ofInstallation(where), change -> change.record(entry(), announcement));
  }

  private static Announcement created() {
    return EventType.RUN_CREATED.about(Audience.ALL, Map.of("id", "1"));
  }

  private static Audience of(EnvironmentId environment, ActorId author) {
    return new Audience(Optional.ofNullable(environment), Optional.of(author), false);
  }

  private static AuditEntry entry() {
    return AuditEntry.allowed(
        new Actor.Installation("tests", Actor.Origin.INSIDE), "a.b", "thing:1");
  }
}
