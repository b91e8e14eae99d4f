package dev.cofferdam.application.events.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an {@link Outbox} and its {@link OutboxQueue} promise. */
public abstract class OutboxContract extends WorldContract {
  private static final Set<String> TYPES = Set.of("run.queued");

  /** The database's clock and ours need not run alike to the millisecond. */
  private static final Duration NEARLY_A_SECOND = Duration.ofMillis(950);

  private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_S);

  private OrgId org;
  private OrgId other;

  @BeforeEach
  public final void makeOrgs() {
    org = given.org();
    other = given.org();
  }

  @Test
  void deliversTheEventsOfAllOrgsOldestFirst() {
    OutboxEvent first = publish(org);
    OutboxEvent second = publish(other);
    OutboxEvent third = publish(org);
    assertThat(delivered(10)).containsExactly(first, second, third);
  }

  @Test
  void deliversTheTypesThatWereAskedForAndKeepsTheOthers() {
    OutboxEvent run = publish(org);
    OutboxEvent mail = publish(Optional.of(org), "mail.due");
    OutboxEvent other = publish(Optional.of(org), "no.body");
    assertThat(delivered(Set.of("mail.due", "run.queued"), 10)).containsExactly(run, mail);
    assertThat(delivered(Set.of("mail.due"), 10)).isEmpty();
    assertThat(delivered(Set.of(), 10)).isEmpty();
    assertThat(delivered(Set.of("no.body"), 10)).containsExactly(other);
  }

  @Test
  void countsTheTypesThatWereAskedForAlone() {
    publish(Optional.of(org), "mail.due");
    publish(Optional.of(org), "mail.due");
    OutboxEvent run = publish(org);
    assertThat(delivered(1)).containsExactly(run);
  }

  @Test
  void deliversWhatBelongsToNoOrg() {
    OutboxEvent event = publish(Optional.empty(), "run.queued");
    assertThat(event.org()).isEmpty();
    assertThatThrownBy(event::requireOrg).hasMessageContaining("run.queued");
    assertThat(delivered(10)).containsExactly(event);
  }

  @Test
  void deliversNothingTwice() {
    publish(org);
    assertThat(delivered(10)).hasSize(1);
    assertThat(delivered(10)).isEmpty();
  }

  @Test
  void deliversAtMostWhatWasAskedFor() {
    OutboxEvent first = publish(org);
    OutboxEvent second = publish(org);
    OutboxEvent third = publish(org);
    assertThat(delivered(2)).containsExactly(first, second);
    assertThat(delivered(2)).containsExactly(third);
  }

  @Test
  void saysHowManyWereDelivered() {
    publish(org);
    OutboxEvent bad = publish(org);
    publish(org);
    int count = world.outboxQueue().deliver(TYPES, 10, refusing(bad));
    assertThat(count).isEqualTo(2);
    assertThat(world.outboxQueue().deliver(TYPES, 10, event -> {})).isZero();
  }

  @Test
  void deliversTheOthersWhenOneIsRefused() {
    OutboxEvent first = publish(org);
    OutboxEvent bad = publish(org);
    OutboxEvent third = publish(org);
    List<OutboxEvent> taken = new ArrayList<>();
    world.outboxQueue().deliver(TYPES, 10, refusing(bad).andThen(taken::add));
    assertThat(taken).containsExactly(first, third);
  }

  @Test
  void bearsADeliveryThatFailsInATransactionOfItsOwn() {
    OutboxEvent bad = publish(org);
    OutboxEvent good = publish(org);
    List<OutboxEvent> taken = new ArrayList<>();
    Consumer<OutboxEvent> inTransaction =
        event -> changing(org, () -> refusing(bad).andThen(taken::add).accept(event));
    assertThat(world.outboxQueue().deliver(TYPES, 10, inTransaction)).isEqualTo(1);
    assertThat(taken).containsExactly(good);
  }

  @Test
  void offersARefusedEventAgainAfterAPauseThatDoubles() throws Exception {
    OutboxEvent bad = publish(org);
    Offered first = awaitOffer(refusing(bad));
    Offered second = awaitOffer(refusing(bad));
    Offered third = awaitOffer(event -> {});
    assertThat(Duration.ofNanos(second.before() - first.after()))
        .isBetween(NEARLY_A_SECOND, PATIENCE);
    assertThat(Duration.ofNanos(third.before() - second.after()))
        .isBetween(NEARLY_A_SECOND.multipliedBy(2), PATIENCE);
    assertThat(delivered(10)).as("after it was taken").isEmpty();
  }

  @Test
  void offersNobodyElseWhatIsBeingDelivered() {
    OutboxEvent first = publish(org);
    List<OutboxEvent> elsewhere = new ArrayList<>();
    List<OutboxEvent> here = new ArrayList<>();
    OutboxEvent second = new OutboxEvent(new EventId(given.id()), org, "run.queued", "2");
    world
        .outboxQueue()
        .deliver(
            TYPES,
            10,
            event -> {
              here.add(event);
              elsewhere.addAll(
                  outcomeElsewhere(
                      () -> {
                        changing(org, () -> world.outbox().publish(second));
                        return delivered(10);
                      }));
            });
    assertThat(here).containsExactly(first);
    assertThat(elsewhere).containsExactly(second);
  }

  @Test
  void deliversNothingThatIsNotCommitted() {
    OutboxEvent event = new OutboxEvent(new EventId(given.id()), org, "run.queued", "1");
    assertThatThrownBy(
            () ->
                changing(
                    org,
                    () -> {
                      world.outbox().publish(event);
                      assertThat(outcomeElsewhere(() -> delivered(10))).isEmpty();
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(delivered(10)).isEmpty();
  }

  @Test
  void refusesToPublishOutsideOfATransaction() {
    OutboxEvent event = new OutboxEvent(new EventId(given.id()), org, "run.queued", "1");
    assertThatThrownBy(() -> world.outbox().publish(event)).isInstanceOf(RuntimeException.class);
    assertThat(delivered(10)).isEmpty();
  }

  private OutboxEvent publish(OrgId where) {
    OutboxEvent event = new OutboxEvent(new EventId(given.id()), where, "run.queued", given.word());
    changing(where, () -> world.outbox().publish(event));
    return event;
  }

  private OutboxEvent publish(Optional<OrgId> where, String type) {
    OutboxEvent event = new OutboxEvent(new EventId(given.id()), where, type, given.word());
    transacting(() -> world.outbox().publish(event));
    return event;
  }

  private List<OutboxEvent> delivered(int limit) {
    return delivered(TYPES, limit);
  }

  private List<OutboxEvent> delivered(Set<String> types, int limit) {
    List<OutboxEvent> events = new ArrayList<>();
    int count = world.outboxQueue().deliver(types, limit, events::add);
    assertThat(count).isEqualTo(events.size());
    return events;
  }

  private static Consumer<OutboxEvent> refusing(OutboxEvent bad) {
    return event -> {
      if (event.equals(bad)) {
        throw new IllegalStateException("refused");
      }
    };
  }

  /** Between which two moments something was offered. */
  private record Offered(long after, long before) {}

  private Offered awaitOffer(Consumer<OutboxEvent> delivery) throws InterruptedException {
    long begun = System.nanoTime();
    List<OutboxEvent> offered = new ArrayList<>();
    Consumer<OutboxEvent> keeping = offered::add;
    long looked = begun;
    while (offered.isEmpty() && looked - begun < PATIENCE.toNanos()) {
      Thread.sleep(20);
      looked = System.nanoTime();
      world.outboxQueue().deliver(TYPES, 10, keeping.andThen(delivery));
    }
    return new Offered(looked, System.nanoTime());
  }
}
