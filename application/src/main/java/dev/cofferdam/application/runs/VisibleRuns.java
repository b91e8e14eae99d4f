package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunShare;
import java.util.Optional;

/** The runs of an org that one caller may know of, in the thread's transaction. */
final class VisibleRuns {
  private final RunStore runs;
  private final Access access;
  private final Optional<RunShare> share;

  VisibleRuns(RunStore runs, Actor actor, Access access) {
    this.runs = runs;
    this.access = access;
    this.share = access.environments().map(each -> new RunShare(each, actor.author()));
  }

  /** Empty where it is all of them. */
  Optional<RunShare> share() {
    return share;
  }

  /**
   * @throws Refusal {@code run_not_found}
   */
  Run find(RunId id) {
    return runs.find(access.org(), id)
        .filter(run -> share.map(each -> each.has(run)).orElse(true))
        .orElseThrow(() -> unseen(id));
  }

  Refusal unseen(RunId id) {
    return access.unseen("run", "run:" + id);
  }
}
