package dev.cofferdam.workflows.runs;

/** Names of the task queues. */
public final class TaskQueues {
  /** Workflows, and activities that cost little. */
  public static final String CONTROL = "cofferdam";

  /** Activities that hold a sandbox, with as many slots as the host has room for. */
  public static final String SANDBOXES = "cofferdam-sandboxes";

  private TaskQueues() {}
}
