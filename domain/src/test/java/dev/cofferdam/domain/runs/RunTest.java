package dev.cofferdam.domain.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where runs and steps stand, how they end, and what that costs. */
final class RunTest {
  @ParameterizedTest
  @EnumSource(RunStatus.class)
  void readsStatusesAsItWritesThem(RunStatus status) {
    assertThat(RunStatus.ofCode(status.code())).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource(StepStatus.class)
  void readsStatusesOfStepsAsItWritesThem(StepStatus status) {
    assertThat(StepStatus.ofCode(status.code())).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource(FailureReason.class)
  void readsReasonsAsItWritesThem(FailureReason reason) {
    assertThat(FailureReason.ofCode(reason.code())).isEqualTo(reason);
  }

  @ParameterizedTest
  @EnumSource(RunStatus.class)
  void endsInFinalStatusesAloneAndWithAReasonUnlessItSucceeded(RunStatus status) {
    if (status.isFinal() && status != RunStatus.SUCCEEDED) {
      assertThat(ending(status, Optional.of(FailureReason.TIMEOUT)).status()).isEqualTo(status);
    } else {
      assertThatThrownBy(() -> ending(status, Optional.of(FailureReason.TIMEOUT)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    if (status == RunStatus.SUCCEEDED) {
      assertThat(ending(status, Optional.empty()).status()).isEqualTo(status);
    } else {
      assertThatThrownBy(() -> ending(status, Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(FailureReason.class)
  void billsEverythingButThePlatformsFaults(FailureReason reason) {
    assertThat(ending(RunStatus.FAILED, Optional.of(reason)).isBillable())
        .isEqualTo(reason != FailureReason.PLATFORM);
    assertThat(ending(RunStatus.SUCCEEDED, Optional.empty()).isBillable()).isTrue();
  }

  @Test
  void leavesStepsBehindAsTheyWere() {
    Step pending = Step.pending(0, "true");
    Step running = pending.started(Instant.EPOCH, 5);
    Step failed = running.ended(3, 0, Duration.ofSeconds(1));
    Step succeeded = running.ended(0, 0, Duration.ofSeconds(1));
    assertThat(pending.leftBehind().status()).isEqualTo(StepStatus.SKIPPED);
    assertThat(running.leftBehind().status()).isEqualTo(StepStatus.CANCELED);
    assertThat(running.leftBehind().logOffset()).isEqualTo(OptionalLong.of(5));
    assertThat(failed.leftBehind()).isEqualTo(failed);
    assertThat(succeeded.leftBehind()).isEqualTo(succeeded);
    assertThat(failed.status()).isEqualTo(StepStatus.FAILED);
    assertThat(failed.leftBehind().leftBehind()).isEqualTo(failed);
  }

  @Test
  void measuresMemoryOverTime() {
    assertThat(new Receipt(1_500, OptionalLong.empty(), OptionalLong.of(2 << 20)).memoryMbSeconds())
        .isEqualTo(OptionalLong.of(3));
    assertThat(Receipt.NOTHING.memoryMbSeconds()).isEmpty();
    assertThat(
            new Receipt(21_600_000, OptionalLong.empty(), OptionalLong.of(1L << 40))
                .memoryMbSeconds())
        .isEqualTo(OptionalLong.of((1L << 20) * 21_600));
  }

  private static Ending ending(RunStatus status, Optional<FailureReason> reason) {
    return new Ending(
        status,
        reason,
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Receipt.NOTHING,
        List.of());
  }
}
