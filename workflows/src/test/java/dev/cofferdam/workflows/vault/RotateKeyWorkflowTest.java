package dev.cofferdam.workflows.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.workflows.temporal.SealingPayloadCodec;
import dev.cofferdam.workflows.temporal.TemporalConnection;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 240, unit = TimeUnit.SECONDS)
class RotateKeyWorkflowTest {
  private static final OrgId ORG = new OrgId(new UUID(7, 1));
  private static final KeyRotationId ROTATION = new KeyRotationId(new UUID(7, 2));

  @AutoClose
  private final TemporalConnection temporal =
      TemporalConnection.embedded(
          "cofferdam", new SealingPayloadCodec(new InMemoryInstanceSealer()));

  private final List<RotationRef> attempts = new CopyOnWriteArrayList<>();

  @Test
  void triesUntilItIsDone() {
    RotateKeyActivities failingTwice =
        ref -> {
          attempts.add(ref);
          if (attempts.size() < 3) {
            throw new IllegalStateException("the database is away");
          }
        };
    KeyWorker worker = KeyWorker.start(temporal.client(), failingTwice);
    try {
      launch();
      join();
    } finally {
      worker.close();
    }
    assertThat(attempts).hasSize(3).allMatch(ref -> ref.orgId().equals(ORG));
    assertThat(attempts).allMatch(ref -> ref.rotationId().equals(ROTATION));
  }

  @Test
  void isUnderWayOnceHoweverOftenItIsLaunched() {
    launch();
    launch();
    KeyWorker worker = KeyWorker.start(temporal.client(), attempts::add);
    try {
      join();
      launch();
      join();
    } finally {
      worker.close();
    }
    assertThat(attempts).hasSize(1);
  }

  @Test
  void isLaunchedAgainWhereItWasTerminated() {
    launch();
    workflow().terminate("by hand");
    launch();
    KeyWorker worker = KeyWorker.start(temporal.client(), attempts::add);
    try {
      join();
    } finally {
      worker.close();
    }
    assertThat(attempts).hasSize(1);
  }

  private void launch() {
    new TemporalKeyRotationLauncher(temporal::client).launch(ORG, ROTATION);
  }

  private WorkflowStub workflow() {
    return temporal
        .client()
        .newUntypedWorkflowStub(TemporalKeyRotationLauncher.workflowId(ORG, ROTATION));
  }

  private void join() {
    workflow().getResult(Void.class);
  }
}
