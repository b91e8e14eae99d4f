package dev.cofferdam.workflows.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs under way when this version is installed go on with it, and so must fit its code. */
class RunHistoriesTest {
  /** A workflow of the same name that does something else first. */
  public static final class OtherOrder implements RunPipelineWorkflow {
    @Override
    public void run(RunRef ref) {
      Workflow.sleep(Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"executed", "abandoned"})
  void fitTheWorkflowOfToday(String name) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(history(name), RunPipelineWorkflowImpl.class);
  }

  @Test
  void wouldNotFitAnother() {
    assertThatThrownBy(
            () -> WorkflowReplayer.replayWorkflowExecution(history("executed"), OtherOrder.class))
        .hasStackTraceContaining("NonDeterministic");
  }

  @Test
  void areOfBothWaysThatARunGoes() throws IOException {
    assertThat(history("executed").toJson(false))
        .contains("ExecuteRun")
        .doesNotContain("AbandonRun");
    assertThat(history("abandoned").toJson(false)).contains("ExecuteRun", "AbandonRun");
  }

  private static WorkflowExecutionHistory history(String name) throws IOException {
    try (var file = RunHistoriesTest.class.getResourceAsStream("/histories/" + name + ".json")) {
      return WorkflowExecutionHistory.fromJson(
          new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
