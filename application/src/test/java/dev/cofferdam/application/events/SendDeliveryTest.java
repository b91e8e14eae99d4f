package dev.cofferdam.application.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.events.port.DeliveryQueue.Claim;
import dev.cofferdam.application.events.port.InMemoryEventBodies;
import dev.cofferdam.application.events.port.InMemoryWebhookSender;
import dev.cofferdam.application.events.port.InMemoryWebhookSender.Sent;
import dev.cofferdam.application.events.port.WebhookSender.Answer;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.application.world.MovableClock;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.Announcement.Audience;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.events.Delivery;
import dev.cofferdam.domain.events.EndpointKind;
import dev.cofferdam.domain.events.EventPatterns;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.events.SigningSecrets;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.events.WebhookSecret;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.events.WhyDisabled;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** From an event to the receiver, and what becomes of what is not taken. */
class SendDeliveryTest {
  private static final WebhookSecret SECRET = WebhookSecret.of(new byte[32]);

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-29T09:30:00Z"));
  private final InMemoryWorld world = new InMemoryWorld(clock);
  private final Fixtures given = new Fixtures(world);
  private final InMemoryWebhookSender sender = new InMemoryWebhookSender();
  private final ReplayDelivery.SenderBell bell =
      new ReplayDelivery.SenderBell(world.transactions(), () -> {});
  private final OrgId org = given.org();
  private final CarryOutEvent carryOut =
      new CarryOutEvent(
          world.ledger(),
          new CarryOutEvent.Stores(world.eventFeed(), world.webhooks(), world.deliveries()),
          InMemoryEventBodies.PLAIN,
          bell,
          given::id,
          clock);
  private final SendDelivery send =
      new SendDelivery(
          world.ledger(),
          world.webhooks(),
          world.deliveries(),
          sender,
          () -> SECRET,
          () -> 0,
          clock);
  private final PickDeliveries picking = new PickDeliveries(world.deliveryQueue(), 10, 10, clock);

  @Test
  void putsAnEventOnItsWayOnceToEachWhoWantsIt() {
    WebhookEndpoint all = endpoint("*");
    endpoint("secret.*");
    WebhookEndpoint runs = endpoint("run.*");
    switchedOff(endpoint("run.*"));
    ChainedEntry told = tell();
    endpoint("run.*", clock.instant().plusSeconds(1));
    carryOut.execute(new CarryOutEvent.Command(org, told.seq()));
    carryOut.execute(new CarryOutEvent.Command(org, told.seq()));
    assertThat(deliveries())
        .extracting(delivery -> delivery.endpoint().orElseThrow())
        .containsExactlyInAnyOrder(all.id(), runs.id());
    assertThat(carryOut.execute(new CarryOutEvent.Command(org, 999))).isEmpty();
  }

  @Test
  void sendsSignedAndWritesDownThatItWasTaken() {
    endpoint("*");
    ChainedEntry told = tellAndCarryOut();
    sendAllDue();
    OrgEvent event = read(() -> world.eventFeed().find(org, told.seq()).orElseThrow());
    Sent sent = sender.sent().get(0);
    assertThat(sender.sent()).hasSize(1);
    assertThat(sent.headers())
        .containsEntry("webhook-id", event.id().toString())
        .containsEntry("webhook-timestamp", Long.toString(clock.instant().getEpochSecond()));
    assertThat(
            SECRET.hasSigned(
                sent.headers().get("webhook-id"),
                sent.headers().get("webhook-timestamp"),
                sent.headers().get("webhook-signature"),
                sent.body().getBytes(UTF_8),
                clock.instant()))
        .isTrue();
    Delivery delivery = deliveries().get(0);
    assertThat(delivery.status()).isEqualTo(Delivery.Status.DELIVERED);
    assertThat(delivery.last().orElseThrow().status()).hasValue(200);
  }

  @Test
  void triesAgainByTheScheduleAndGivesUpAfterTheTenth() {
    WebhookEndpoint endpoint = endpoint("run.*");
    Instant start = clock.instant();
    sender.answering(sent -> InMemoryWebhookSender.answer(503));
    tellAndCarryOut();
    List<Duration> at = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      if (sendAllDue() > 0) {
        at.add(Duration.between(start, clock.instant()));
      }
      deliveries().get(0).next().ifPresent(next -> clock.advance(until(next)));
    }
    assertThat(at).hasSize(10);
    assertThat(at.get(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(at.get(2)).isEqualTo(Duration.ofSeconds(305));
    assertThat(at.get(9)).isEqualTo(Duration.ofHours(75).plusSeconds(5 + 300 + 1_800));
    Delivery delivery = deliveries().get(0);
    assertThat(delivery.status()).isEqualTo(Delivery.Status.FAILED);
    assertThat(delivery.attempts()).isEqualTo(10);
    assertThat(sender.sent()).extracting(sent -> sent.headers().get("webhook-id")).hasSize(10);
    assertThat(sender.sent().stream().map(sent -> sent.headers().get("webhook-id")).distinct())
        .hasSize(1);
    assertThat(find(endpoint).isEnabled()).as("not for five days yet").isTrue();
    assertThat(find(endpoint).failingSince()).contains(start);
  }

  @Test
  void switchesOffWhoTookNothingForFiveDaysAndTellsIt() {
    WebhookEndpoint endpoint = endpoint("run.*");
    sender.answering(sent -> InMemoryWebhookSender.answer(500));
    tellAndCarryOut();
    sendAllDue();
    clock.advance(WebhookEndpoint.PATIENCE.minusSeconds(1));
    tellAndCarryOut();
    sendAllDue();
    assertThat(find(endpoint).isEnabled()).isTrue();
    clock.advance(Duration.ofSeconds(5));
    sendAllDue();
    assertThat(find(endpoint).disabled()).contains(WhyDisabled.FAILING);
    assertThat(read(() -> world.ledger().told(org)))
        .filteredOn(event -> event.type().equals("webhook_endpoint.disabled"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.announcement().data())
                    .isEqualTo(
                        Map.of("webhook_endpoint", endpoint.id().toString(), "reason", "failing")));
    clock.advance(Duration.ofDays(1));
    int sentBefore = sender.sent().size();
    sendAllDue();
    assertThat(sender.sent()).as("nothing to who is off").hasSize(sentBefore);
    assertThat(deliveries())
        .allSatisfy(one -> assertThat(one.status()).isEqualTo(Delivery.Status.FAILED));
  }

  @Test
  void forgetsFailuresWithASuccess() {
    WebhookEndpoint endpoint = endpoint("run.*");
    sender.answering(sent -> InMemoryWebhookSender.answer(302));
    tellAndCarryOut();
    sendAllDue();
    assertThat(find(endpoint).failingSince()).isPresent();
    sender.answering(sent -> InMemoryWebhookSender.answer(204));
    clock.advance(Duration.ofSeconds(5));
    sendAllDue();
    assertThat(find(endpoint).failingSince()).isEmpty();
    assertThat(deliveries().get(0).attempts()).isEqualTo(2);
  }

  @Test
  void switchesOffAtOnceWhoIsGone() {
    WebhookEndpoint endpoint = endpoint("run.*");
    sender.answering(sent -> InMemoryWebhookSender.answer(410));
    tellAndCarryOut();
    sendAllDue();
    assertThat(find(endpoint).disabled()).contains(WhyDisabled.GONE);
    assertThat(deliveries().get(0).status()).isEqualTo(Delivery.Status.FAILED);
    assertThat(deliveries().get(0).attempts()).isEqualTo(1);
  }

  @Test
  void waitsForAsLongAsTheReceiverAsks() {
    endpoint("run.*");
    sender.answering(
        sent ->
            new Answer(
                OptionalInt.of(429),
                Optional.empty(),
                Duration.ofMillis(1),
                "",
                Optional.of(Duration.ofMinutes(7))));
    tellAndCarryOut();
    sendAllDue();
    assertThat(deliveries().get(0).next()).contains(clock.instant().plus(Duration.ofMinutes(7)));
  }

  /** As after kill -9 between the two. */
  @Test
  void sendsOnceMoreUnderTheSameIdWhatWasSentAndNotWrittenDown() {
    endpoint("run.*");
    tellAndCarryOut();
    Claim claim = picking.execute().get(0);
    sender.answering(
        sent -> {
          throw new IllegalStateException("killed");
        });
    assertThatThrownBy(() -> send.execute(new SendDelivery.Command(org, claim.id())))
        .hasMessage("killed");
    picking.done(claim);
    assertThat(picking.execute()).as("while it may still be under way").isEmpty();
    clock.advance(PickDeliveries.LEASE);
    sender.answering(sent -> InMemoryWebhookSender.answer(200));
    sendAllDue();
    assertThat(sender.sent()).hasSize(2);
    assertThat(sender.sent().get(1).headers().get("webhook-id"))
        .isEqualTo(sender.sent().get(0).headers().get("webhook-id"));
    assertThat(sender.sent().get(1).body()).isEqualTo(sender.sent().get(0).body());
  }

  @Test
  void sendsNothingTwiceThatIsOver() {
    endpoint("run.*");
    tellAndCarryOut();
    sendAllDue();
    send.execute(new SendDelivery.Command(org, deliveries().get(0).id()));
    assertThat(sender.sent()).hasSize(1);
  }

  private Duration until(Instant next) {
    return Duration.between(clock.instant(), next);
  }

  private int sendAllDue() {
    int sent = 0;
    for (List<Claim> claims = picking.execute(); !claims.isEmpty(); claims = picking.execute()) {
      for (Claim claim : claims) {
        send.execute(new SendDelivery.Command(claim.line().org(), claim.id()));
        picking.done(claim);
        sent++;
      }
    }
    return sent;
  }

  private ChainedEntry tellAndCarryOut() {
    ChainedEntry told = tell();
    carryOut.execute(new CarryOutEvent.Command(org, told.seq()));
    return told;
  }

  private ChainedEntry tell() {
    return world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change ->
                change.record(
                    AuditEntry.allowed(
                        new Actor.Installation("tests", Actor.Origin.INSIDE), "a.b", "thing:1"),
                    EventType.RUN_CREATED.about(Audience.ALL, Map.of("id", "1"))));
  }

  private WebhookEndpoint endpoint(String types) {
    return endpoint(types, clock.instant());
  }

  private WebhookEndpoint endpoint(String types, Instant at) {
    WebhookEndpoint endpoint =
        new WebhookEndpoint(
            org,
            new WebhookEndpointId(given.id()),
            EndpointKind.STANDARD,
            WebhookUrl.parse("https://a.example/"),
            new EventPatterns(List.of(types)),
            "",
            SigningSecrets.first(SECRET),
            Optional.empty(),
            Optional.empty(),
            at,
            at);
    world
        .ledger()
        .append(
            Access.ofInstallation(org),
            () -> {
              world.webhooks().add(endpoint);
              return endpoint;
            });
    return endpoint;
  }

  private void switchedOff(WebhookEndpoint endpoint) {
    world
        .ledger()
        .append(
            Access.ofInstallation(org),
            () -> {
              world.webhooks().update(endpoint.disabled(WhyDisabled.BY_HAND, clock.instant()));
              return endpoint;
            });
  }

  private WebhookEndpoint find(WebhookEndpoint endpoint) {
    return read(() -> world.webhooks().find(org, endpoint.id()).orElseThrow());
  }

  private List<Delivery> deliveries() {
    return read(() -> world.deliveries().list(org, Optional.empty(), Optional.empty(), 100));
  }

  private <T> T read(Supplier<T> work) {
    return world.ledger().read(Access.ofInstallation(org), work);
  }
}
