package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import java.util.List;

/** Runs that aren't final, over all orgs. */
public interface UnfinishedRuns {
  /** Oldest first. */
  List<Unfinished> list(int limit);

  record Unfinished(OrgId org, RunId run) {}
}
