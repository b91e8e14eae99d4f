package dev.cofferdam.workflows.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 240, unit = TimeUnit.SECONDS)
class TemporalInvitationTimersTest {
  private final SkippingInvitations temporal = SkippingInvitations.sealed();
  private final Invitation made = temporal.invite();

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void startsOnceHoweverOftenItIsAsked() {
    temporal.launch(made);
    String first = execution();
    temporal.launch(made);
    temporal.timers.renew(made.org(), made.id());
    assertThat(execution()).isEqualTo(first);
  }

  @Test
  void startsByRenewingToo() {
    temporal.work();
    temporal.timers.renew(made.org(), made.id());
    temporal.join(made);
    assertThat(temporal.status()).isEqualTo(InvitationStatus.EXPIRED);
  }

  @Test
  void startsAgainWhatHasEnded() {
    temporal.work();
    temporal.launch(made);
    String first = execution();
    temporal.join(made);
    temporal.invite();
    temporal.timers.renew(made.org(), made.id());
    assertThat(execution()).isNotEqualTo(first);
    temporal.join(made);
    temporal.launch(made);
    temporal.join(made);
  }

  @Test
  void endsWhatIsNotUnderWayWithoutAWord() {
    temporal.timers.end(made.id());
    temporal.work();
    temporal.launch(made);
    temporal.join(made);
    temporal.timers.end(made.id());
    assertThat(temporal.status()).isEqualTo(InvitationStatus.EXPIRED);
  }

  @Test
  void startsAgainWhatWasTerminated() {
    temporal.launch(made);
    String first = execution();
    temporal.workflow(made).terminate("by hand");
    temporal.launch(made);
    assertThat(execution()).isNotEqualTo(first);
  }

  private String execution() {
    return temporal.workflow(made).describe().getExecution().getRunId();
  }
}
