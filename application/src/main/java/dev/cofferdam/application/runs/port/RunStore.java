package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.PinnedSecret;
import dev.cofferdam.domain.runs.Reached;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunShare;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.runs.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs and how far they have come. */
public interface RunStore {
  void add(Run run);

  /** Notes which environments a run may get secrets from. */
  void addReach(OrgId org, RunId run, List<Reached> environments);

  /** In no order. */
  List<Reached> reach(OrgId org, RunId run);

  Optional<Run> find(OrgId org, RunId run);

  /**
   * Newest first, those older than {@code before}.
   *
   * @param share what part of them; empty for all
   */
  List<Run> list(OrgId org, Optional<RunShare> share, Optional<RunId> before, int limit);

  /** Moves a queued run to {@code preparing}; a run that is further stays where it is. */
  void prepare(OrgId org, RunId run, RuntimeKind runtime);

  /**
   * Which versions of which secrets the run gets; the first call decides, also for none at all, and
   * later ones change nothing.
   *
   * @return false when it had been decided before
   */
  boolean pinSecrets(OrgId org, RunId run, List<PinnedSecret> secrets);

  /** By their address. */
  List<PinnedSecret> pinnedSecrets(OrgId org, RunId run);

  /** Notes when the call that starts the commands was sent; the first call decides. */
  void startCallSent(OrgId org, RunId run, Instant at);

  /**
   * Moves the run to {@code running}; a run that is final stays where it is. The first start time
   * decides.
   *
   * @return whether the run was not running yet, and is now
   */
  boolean start(OrgId org, RunId run, Instant at);

  void cloned(OrgId org, RunId run, String commit);

  void save(OrgId org, RunId run, Step step);

  /**
   * Lets a queued run wait for its turn again, though it had been let in.
   *
   * @return false for a run that is further, or has ended
   */
  boolean requeue(OrgId org, RunId run);

  /** Asks for the run's end. */
  void requestCancel(OrgId org, RunId run);

  boolean isCancelRequested(OrgId org, RunId run);

  /**
   * Ends a run, and its steps with it.
   *
   * @return false when it had ended before
   */
  boolean end(OrgId org, RunId run, Ending ending, Instant at);
}
