package dev.cofferdam.workflows.runs;

import dev.cofferdam.domain.runs.Worker;

/** Names of the task queues. */
public final class TaskQueues {
  /** Workflows, and activities that cost little. */
  public static final String CONTROL = "cofferdam";

  /** Activities that hold a sandbox, with as many slots as the host has room for. */
  public static final String SANDBOXES = "cofferdam-sandboxes";

  /** The queue of {@link #SANDBOXES} that the workers of a pool serve. */
  static String sandboxes(String pool) {
    return pool.equals(Worker.SHARED) ? SANDBOXES : SANDBOXES + "/" + pool;
  }

  private TaskQueues() {}
}
