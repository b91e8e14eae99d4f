package dev.cofferdam.workflows.runs;

import dev.cofferdam.application.runs.port.RunQueue;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Worker;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which run a workflow is about: ids alone, since payloads are kept in Temporal's history.
 *
 * @param pool whose workers execute it; missing in what was started before there were pools
 */
public record RunRef(String org, String run, @Nullable String pool) {
  static RunRef of(RunQueue.Admitted run) {
    return new RunRef(run.org().toString(), run.run().toString(), run.pool());
  }

  String poolName() {
    return pool == null ? Worker.SHARED : pool;
  }

  OrgId orgId() {
    return new OrgId(UUID.fromString(org));
  }

  RunId runId() {
    return new RunId(UUID.fromString(run));
  }
}
