package dev.cofferdam.application.events.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.events.port.DeliveryQueue.Claim;
import dev.cofferdam.application.events.port.DeliveryQueue.Line;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.events.Delivery;
import dev.cofferdam.domain.events.Delivery.Attempt;
import dev.cofferdam.domain.events.Delivery.Target;
import dev.cofferdam.domain.events.EndpointKind;
import dev.cofferdam.domain.events.EventPatterns;
import dev.cofferdam.domain.events.SigningSecrets;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.events.WebhookSecret;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link DeliveryStore} and its {@link DeliveryQueue} promise. */
public abstract class DeliveryStoreContract extends WorldContract {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final WebhookUrl URL = WebhookUrl.parse("https://a.example/called/back");

  private OrgId org;
  private OrgId other;
  private WebhookEndpointId endpoint;
  private Instant now;

  @BeforeEach
  public final void makeOrgs() {
    org = given.org();
    other = given.org();
    endpoint = endpointOf(org);
    now = given.time();
  }

  @Test
  void keepsWhatItWasGiven() {
    Delivery delivery = to(endpoint, now);
    Delivery callback = callback(org, now);
    add(delivery, callback);
    assertThat(find(delivery)).contains(delivery);
    assertThat(find(callback)).contains(callback);
    assertThat(read(other, () -> world.deliveries().find(other, delivery.id()))).isEmpty();
    assertThat(read(other, () -> world.deliveries().find(org, delivery.id()))).isEmpty();
  }

  @Test
  void takesAnEventOnceForEachAddressButForReplays() {
    Delivery delivery = to(endpoint, now);
    Delivery twice =
        Delivery.due(
            org,
            new DeliveryId(given.id()),
            delivery.target(),
            new Delivery.Message(delivery.event(), "run.failed", "{}"),
            now);
    Delivery elsewhere =
        Delivery.due(
            org,
            new DeliveryId(given.id()),
            new Target.ToEndpoint(endpointOf(org)),
            new Delivery.Message(delivery.event(), "run.failed", "{}"),
            now);
    Delivery replay = delivery.again(new DeliveryId(given.id()), now);
    Delivery replayOfReplay = replay.again(new DeliveryId(given.id()), now);
    add(delivery);
    add(twice, elsewhere, replay, replayOfReplay);
    assertThat(list(Optional.empty(), Optional.empty(), 10))
        .containsExactly(replayOfReplay, replay, elsewhere, delivery);
  }

  @Test
  void listsTheNewestFirst() {
    Delivery first = to(endpoint, now);
    Delivery second = callback(org, now);
    Delivery third = to(endpoint, now);
    add(first, second, third);
    assertThat(list(Optional.empty(), Optional.empty(), 10)).containsExactly(third, second, first);
    assertThat(list(Optional.of(endpoint), Optional.empty(), 10)).containsExactly(third, first);
    assertThat(list(Optional.empty(), Optional.of(third.id()), 1)).containsExactly(second);
  }

  @Test
  void savesHowFarItHasComeWhileItIsPending() {
    Delivery delivery = to(endpoint, now);
    add(delivery);
    Delivery failed =
        delivery.after(
            attempt(OptionalInt.of(500), "ü\uD83D\uDE80"), Optional.of(Duration.ofSeconds(5)));
    assertThat(save(failed)).isTrue();
    assertThat(find(delivery)).contains(failed);
    Delivery unreachable =
        failed.after(
            new Attempt(
                now, OptionalInt.empty(), Optional.of("timeout"), Duration.ofSeconds(15), ""),
            Optional.of(Duration.ofMinutes(5)));
    assertThat(save(unreachable)).isTrue();
    Delivery done = unreachable.after(attempt(OptionalInt.of(204), ""), Optional.empty());
    assertThat(save(done)).isTrue();
    assertThat(save(failed)).isFalse();
    assertThat(find(delivery)).contains(done);
    assertThat(done.attempts()).isEqualTo(3);
  }

  @Test
  void goesWithItsEndpoint() {
    Delivery delivery = to(endpoint, now);
    Delivery callback = callback(org, now);
    add(delivery, callback);
    change(org, () -> world.webhooks().remove(org, endpoint));
    assertThat(list(Optional.empty(), Optional.empty(), 10)).containsExactly(callback);
  }

  @Test
  void claimsWhatIsDueFirstInEachLineForAWhile() {
    Delivery late = to(endpoint, now.plusSeconds(5));
    Delivery early = to(endpoint, now.minusSeconds(2));
    Delivery next = to(endpoint, now.minusSeconds(1));
    Delivery callback = callback(org, now.minusSeconds(9));
    WebhookEndpointId foreign = endpointOf(other);
    Delivery theirs = delivery(other, new Target.ToEndpoint(foreign), now.minusSeconds(5));
    add(late, early, next, callback);
    appending(other, () -> world.deliveries().add(List.of(theirs)));
    List<Line> seen = new ArrayList<>();
    List<Claim> claims =
        world
            .deliveryQueue()
            .claim(
                now,
                LEASE,
                10,
                lines -> {
                  seen.addAll(lines);
                  return lines;
                });
    assertThat(seen)
        .containsExactly(
            new Line(org, org.value()),
            new Line(other, foreign.value()),
            new Line(org, endpoint.value()));
    assertThat(claims)
        .extracting(Claim::id)
        .containsExactly(callback.id(), theirs.id(), early.id());
    assertThat(claimed(now)).containsExactly(next.id());
    assertThat(claimed(now)).isEmpty();
    assertThat(claimed(now.plusSeconds(6))).containsExactly(late.id());
  }

  @Test
  void offersAgainWhatWasNotSavedInTime() {
    Delivery delivery = to(endpoint, now);
    add(delivery);
    assertThat(claimed(now)).containsExactly(delivery.id());
    assertThat(claimed(now.plus(LEASE).minusMillis(1))).isEmpty();
    assertThat(claimed(now.plus(LEASE))).containsExactly(delivery.id());
    assertThat(save(delivery.after(attempt(OptionalInt.of(200), ""), Optional.empty()))).isTrue();
    assertThat(claimed(now.plus(LEASE).plus(LEASE))).isEmpty();
  }

  @Test
  void claimsNothingThatIsNotChosenAndLooksAtSoManyLines() {
    add(to(endpoint, now.minusSeconds(1)), callback(org, now));
    List<Line> seen = new ArrayList<>();
    assertThat(
            world
                .deliveryQueue()
                .claim(
                    now,
                    LEASE,
                    1,
                    lines -> {
                      seen.addAll(lines);
                      return List.of();
                    }))
        .isEmpty();
    assertThat(seen).containsExactly(new Line(org, endpoint.value()));
    assertThat(claimed(now)).hasSize(2);
  }

  @Test
  void givesEachToOneOfThoseWhoClaimAtOnce() {
    List<Delivery> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(to(endpoint, now));
    }
    appending(org, () -> world.deliveries().add(all));
    List<Future<List<DeliveryId>>> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      work.add(
          elsewhere(
              () -> {
                List<DeliveryId> mine = new ArrayList<>();
                for (int turn = 0; turn < 100; turn++) {
                  mine.addAll(claimed(now));
                }
                return mine;
              }));
    }
    List<DeliveryId> got = work.stream().flatMap(one -> outcomeOf(one).stream()).toList();
    assertThat(got)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(all.stream().map(Delivery::id).toList());
  }

  private List<DeliveryId> claimed(Instant at) {
    return world.deliveryQueue().claim(at, LEASE, 10, lines -> lines).stream()
        .map(Claim::id)
        .toList();
  }

  private Attempt attempt(OptionalInt status, String answer) {
    return new Attempt(now, status, Optional.empty(), Duration.ofMillis(17), answer);
  }

  private Delivery to(WebhookEndpointId where, Instant due) {
    return delivery(org, new Target.ToEndpoint(where), due);
  }

  private Delivery callback(OrgId where, Instant due) {
    return delivery(where, new Target.ToCallback(URL), due);
  }

  private Delivery delivery(OrgId where, Target target, Instant due) {
    return Delivery.due(
        where,
        new DeliveryId(given.id()),
        target,
        new Delivery.Message(new EventId(given.id()), "run.failed", "{\"a\":\"ü\uD83D\uDE80\"}"),
        due);
  }

  private void add(Delivery... deliveries) {
    appending(org, () -> world.deliveries().add(List.of(deliveries)));
  }

  private Optional<Delivery> find(Delivery delivery) {
    return read(org, () -> world.deliveries().find(org, delivery.id()));
  }

  private boolean save(Delivery delivery) {
    return append(org, () -> world.deliveries().save(delivery));
  }

  private List<Delivery> list(
      Optional<WebhookEndpointId> of, Optional<DeliveryId> before, int limit) {
    return read(org, () -> world.deliveries().list(org, of, before, limit));
  }

  private WebhookEndpointId endpointOf(OrgId where) {
    Instant created = given.time();
    WebhookEndpoint made =
        new WebhookEndpoint(
            where,
            new WebhookEndpointId(given.id()),
            EndpointKind.STANDARD,
            URL,
            EventPatterns.ALL,
            "",
            SigningSecrets.first(WebhookSecret.of(new byte[24])),
            Optional.empty(),
            Optional.empty(),
            created,
            created);
    changing(where, () -> world.webhooks().add(made));
    return made.id();
  }
}
