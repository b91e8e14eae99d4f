package dev.cofferdam.application.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RelayOutboxTest {
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final OrgId org = here.given().org();
  private final List<OutboxEvent> runs = new ArrayList<>();
  private final List<OutboxEvent> mails = new ArrayList<>();
  private final RelayOutbox relay =
      new RelayOutbox(
          here.world().outboxQueue(), Map.of("run.queued", runs::add, "mail.due", mails::add), 50);

  @Test
  void handsEachEventToTheSubscriberOfItsType() {
    OutboxEvent run = publish("run.queued");
    OutboxEvent mail = publish("mail.due");
    assertThat(relay.execute()).isFalse();
    assertThat(runs).containsExactly(run);
    assertThat(mails).containsExactly(mail);
    assertThat(here.world().outbox().waiting()).isEmpty();
  }

  @Test
  void saysThatThereMayBeMoreAfterAFullBatch() {
    for (int i = 0; i < 50; i++) {
      publish("run.queued");
    }
    assertThat(relay.execute()).isTrue();
    assertThat(relay.execute()).isFalse();
    assertThat(runs).hasSize(50);
  }

  @Test
  void keepsAnEventThatNobodySubscribesTo() {
    OutboxEvent unknown = publish("no.body");
    OutboxEvent run = publish("run.queued");
    relay.execute();
    assertThat(runs).containsExactly(run);
    assertThat(here.world().outbox().waiting()).containsExactly(unknown);
  }

  @Test
  void offersAnEventAgainUntilItsSubscriberTakesIt() {
    List<OutboxEvent> seen = new ArrayList<>();
    RelayOutbox flaky =
        new RelayOutbox(
            here.world().outboxQueue(),
            Map.of(
                "run.queued",
                event -> {
                  seen.add(event);
                  if (seen.size() < 3) {
                    throw new IllegalStateException("Temporal is down");
                  }
                }),
            50);
    OutboxEvent run = publish("run.queued");
    for (int second = 0; second < 10; second++) {
      flaky.execute();
      here.clock().advance(Duration.ofSeconds(1));
    }
    assertThat(seen).containsExactly(run, run, run);
    assertThat(here.world().outbox().waiting()).isEmpty();
  }

  private OutboxEvent publish(String type) {
    OutboxEvent event = new OutboxEvent(new EventId(here.ids().next()), org, type, "1");
    here.world()
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              here.world().outbox().publish(event);
              return event;
            });
    return event;
  }
}
