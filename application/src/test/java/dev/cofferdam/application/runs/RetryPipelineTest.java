package dev.cofferdam.application.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.vault.SecretValue;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RetryPipelineTest {
  private static final Instant AT = Instant.parse("2026-11-21T12:00:01Z");

  private final RunsStage stage = new RunsStage();

  @AfterEach
  void stop() {
    stage.close();
  }

  private Run retry(Actor actor, RunId run) {
    return new RetryPipeline(
            stage.here.gatekeeper(), stage.world().ledger(), stage.world().runs(), stage.intake())
        .execute(actor, new RetryPipeline.Command(stage.ada.org(), run));
  }

  private void execute(RunId run) throws Exception {
    stage.executeRun().execute(new ExecuteRun.Command(stage.ada.org(), run));
  }

  @Test
  void makesANewRunOfTheSamePipeline() throws Exception {
    RunId run = stage.queued("false");
    stage.sandbox.starts(AT).step(0, AT, 1);
    execute(run);
    Run again = retry(stage.ada.actor(), run);
    assertThat(again.id()).isNotEqualTo(run);
    assertThat(again.retryOf()).contains(run);
    assertThat(again.status()).isEqualTo(RunStatus.QUEUED);
    assertThat(again.pipeline()).isEqualTo(stage.run(run).pipeline());
    assertThat(again.environment()).isEqualTo(stage.run(run).environment());
    assertThat(stage.run(again.id())).isEqualTo(again);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void pinsTheSecretsAsTheyAreByThen() throws Exception {
    stage.put("API_KEY", "the first value");
    RunId run = stage.queued("true");
    execute(run);
    stage.change("API_KEY", "the second value");
    execute(retry(stage.ada.actor(), run).id());
    assertThat(stage.sandbox.secrets())
        .containsExactly(
            Map.of("API_KEY", SecretValue.ofText("the first value")),
            Map.of("API_KEY", SecretValue.ofText("the second value")));
  }

  @Test
  void refusesOneThatHasNotEnded() {
    RunId run = stage.queued("true");
    assertRefused("run_not_ended", () -> retry(stage.ada.actor(), run));
    stage.cancel(run);
    assertThat(retry(stage.ada.actor(), run).retryOf()).contains(run);
  }

  @Test
  void isRefusedLikeAnyOtherRun() {
    RunId run = stage.queued("true");
    stage.cancel(run);
    Actor member = stage.here.colleague(stage.ada.org(), "Mel", Role.MEMBER);
    assertThat(retry(member, run).createdBy()).isEqualTo(member.author());
    assertRefused("run_not_found", () -> retry(member, new RunId(UUID.randomUUID())));
    assertRefused("org_not_found", () -> retry(stage.here.member("Eve").actor(), run));
    stage.loseTheRuntime("away");
    assertRefused("no_runtime", () -> retry(stage.ada.actor(), run));
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
