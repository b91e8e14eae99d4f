package dev.cofferdam.workflows.vault;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Carries one rotation of an org's key through. Its id is {@code rotate-key/<org id>/<rotation
 * id>}.
 */
@WorkflowInterface
public interface RotateKeyWorkflow {
  @WorkflowMethod(name = "RotateKey")
  void rotate(RotationRef ref);
}
