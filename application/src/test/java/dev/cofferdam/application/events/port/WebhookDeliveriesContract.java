package dev.cofferdam.application.events.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.world.WorldContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link WebhookDeliveries} promise. */
public abstract class WebhookDeliveriesContract extends WorldContract {
  private static final String SOURCE = "https://clerk.example";

  @Test
  void takesAMessageOnce() {
    assertThat(take(SOURCE, "msg_1")).isTrue();
    assertThat(take(SOURCE, "msg_1")).isFalse();
    assertThat(take(SOURCE, "msg_2")).isTrue();
    assertThat(take("https://other.example", "msg_1")).isTrue();
  }

  @Test
  void whatIsUndoneWasNotTaken() {
    Instant now = given.time();
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      world.webhookDeliveries().take(SOURCE, "msg_1", now);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(take(SOURCE, "msg_1")).isTrue();
  }

  @Test
  void oneOfManyAtOnceTakesIt() {
    List<Future<Boolean>> attempts =
        IntStream.range(0, 4).mapToObj(i -> elsewhere(() -> take(SOURCE, "msg_1"))).toList();

    assertThat(attempts.stream().map(WorldContract::outcomeOf).filter(won -> won)).hasSize(1);
  }

  @Test
  void forgetsAfterThirtyDays() {
    Instant now = given.time();
    inTransaction(() -> world.webhookDeliveries().take(SOURCE, "msg_1", now));

    assertThat(
            inTransaction(
                () ->
                    world.webhookDeliveries().take(SOURCE, "msg_1", now.plus(Duration.ofDays(29)))))
        .isFalse();
    assertThat(
            inTransaction(
                () ->
                    world.webhookDeliveries().take(SOURCE, "msg_1", now.plus(Duration.ofDays(30)))))
        .isTrue();
  }

  private boolean take(String source, String id) {
    Instant now = given.time();
    return inTransaction(() -> world.webhookDeliveries().take(source, id, now));
  }
}
