package dev.cofferdam.workflows.runs;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import java.util.UUID;

/** Which run a workflow is about: ids alone, since payloads are kept in Temporal's history. */
public record RunRef(String org, String run) {
  static RunRef of(OrgId org, RunId run) {
    return new RunRef(org.toString(), run.toString());
  }

  OrgId orgId() {
    return new OrgId(UUID.fromString(org));
  }

  RunId runId() {
    return new RunId(UUID.fromString(run));
  }
}
