package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.WorkerStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Lists the workers that may execute an org's runs: those dedicated to it, or, where there are
 * none, those that are nobody's in particular. Of other orgs' workers it tells nothing.
 */
public final class ListWorkers {
  public static final Permission NEEDS = Permission.RUN_READ;

  /** One that has been silent for longer is not listed any more. */
  static final Duration LISTED = Duration.ofHours(1);

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final WorkerStore workers;
  private final Clock clock;

  public ListWorkers(Gatekeeper gatekeeper, Ledger ledger, WorkerStore workers, Clock clock) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.workers = workers;
    this.clock = clock;
  }

  /**
   * @param silent whether it has not been heard of for {@link AdmitRuns#SILENCE}, and so gets no
   *     new runs
   */
  public record Listed(WorkerStore.Seen seen, boolean silent) {}

  public List<Listed> execute(Actor actor, OrgId org) {
    Access access = gatekeeper.require(actor, org, NEEDS);
    return ledger.read(access, () -> serving(org));
  }

  private List<Listed> serving(OrgId org) {
    List<WorkerStore.Seen> known = workers.since(clock.instant().minus(LISTED));
    boolean hasOwn = known.stream().anyMatch(seen -> seen.worker().orgs().contains(org));
    return known.stream()
        .filter(
            seen -> hasOwn ? seen.worker().orgs().contains(org) : seen.worker().orgs().isEmpty())
        .map(seen -> new Listed(seen, seen.at().isBefore(clock.instant().minus(AdmitRuns.SILENCE))))
        .toList();
  }
}
