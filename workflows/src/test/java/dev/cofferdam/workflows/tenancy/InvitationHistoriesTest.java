package dev.cofferdam.workflows.tenancy;

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

/**
 * Invitations that are open when this version is installed go on with it, and so must fit its code.
 */
class InvitationHistoriesTest {
  /** A workflow of the same name that does something else first. */
  public static final class OtherOrder implements ExpireInvitationWorkflow {
    @Override
    public void run(InvitationRef ref) {
      Workflow.sleep(Duration.ofSeconds(1));
    }

    @Override
    public void changed() {}
  }

  @ParameterizedTest
  @ValueSource(strings = {"expired", "answered"})
  void fitTheWorkflowOfToday(String name) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(history(name), ExpireInvitationWorkflowImpl.class);
  }

  @Test
  void wouldNotFitAnother() {
    assertThatThrownBy(
            () -> WorkflowReplayer.replayWorkflowExecution(history("expired"), OtherOrder.class))
        .hasStackTraceContaining("NonDeterministic");
  }

  @Test
  void areOfBothWaysThatAnInvitationGoes() throws IOException {
    assertThat(history("expired").toJson(false))
        .contains("TIMER_FIRED")
        .doesNotContain("WORKFLOW_EXECUTION_SIGNALED");
    assertThat(history("answered").toJson(false)).contains("WORKFLOW_EXECUTION_SIGNALED");
  }

  private static WorkflowExecutionHistory history(String name) throws IOException {
    String file = "/histories/invitation-" + name + ".json";
    try (var in = InvitationHistoriesTest.class.getResourceAsStream(file)) {
      return WorkflowExecutionHistory.fromJson(
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
