package dev.cofferdam.workflows.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ExpireInvitationWorkflowTest {
  private final SkippingInvitations temporal = SkippingInvitations.sealed();

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void remindsOnTheFifthDayAndExpiresOnTheSeventh() {
    temporal.work();
    Invitation made = temporal.invite();
    temporal.launch(made);
    temporal.sleep(Duration.ofDays(5).minusMinutes(1));
    assertThat(temporal.letters()).containsExactly("Invitation");
    temporal.sleep(Duration.ofMinutes(2));
    assertThat(temporal.letters()).containsExactly("Invitation", "InvitationReminder");
    temporal.join(made);
    assertThat(temporal.lasted(made)).isCloseTo(Duration.ofDays(7), Duration.ofMinutes(1));
    assertThat(temporal.status()).isEqualTo(InvitationStatus.EXPIRED);
    assertThat(temporal.letters()).hasSize(2);
  }

  @Test
  void endsWithTheAnswer() {
    temporal.work();
    Invitation made = temporal.invite();
    temporal.launch(made);
    temporal.sleep(Duration.ofDays(2));
    temporal.decline();
    temporal.timers.end(made.id());
    temporal.join(made);
    assertThat(temporal.lasted(made)).isCloseTo(Duration.ofDays(2), Duration.ofMinutes(1));
    assertThat(temporal.status()).isEqualTo(InvitationStatus.DECLINED);
    assertThat(temporal.letters()).containsExactly("Invitation");
  }

  @Test
  void beginsAnewWhenItIsSentAgain() {
    temporal.work();
    Invitation made = temporal.invite();
    temporal.launch(made);
    temporal.sleep(Duration.ofDays(6));
    Invitation again = temporal.invite();
    temporal.timers.renew(again.org(), again.id());
    temporal.join(made);
    assertThat(temporal.lasted(made)).isCloseTo(Duration.ofDays(13), Duration.ofMinutes(1));
    assertThat(temporal.letters())
        .containsExactly("Invitation", "InvitationReminder", "Invitation", "InvitationReminder");
    assertThat(temporal.status()).isEqualTo(InvitationStatus.EXPIRED);
  }

  @Test
  void triesAgainHoweverLongTheDatabaseIsAway() {
    AtomicInteger attempts = new AtomicInteger();
    temporal.work(
        ref -> {
          if (attempts.incrementAndGet() < 20) {
            throw new IllegalStateException("the database is away");
          }
          return NextLook.NEVER;
        });
    Invitation made = temporal.invite();
    temporal.launch(made);
    temporal.join(made);
    assertThat(attempts).hasValue(20);
  }

  @Test
  void leavesNothingReadableInTheHistory() {
    String message = "could not reach db.internal for this one";
    AtomicInteger attempts = new AtomicInteger();
    temporal.work(
        ref -> {
          if (attempts.incrementAndGet() == 1) {
            throw new IllegalStateException(message);
          }
          return NextLook.NEVER;
        });
    Invitation made = temporal.invite();
    temporal.launch(made);
    temporal.join(made);
    String history =
        temporal.history(made).getHistory().toByteString().toString(StandardCharsets.ISO_8859_1);
    assertThat(history)
        .contains("binary/cofferdam-sealed")
        .doesNotContain(made.org().toString(), temporal.guest().value(), message, "Org ");
  }
}
