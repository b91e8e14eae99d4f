package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.VersionRuns;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.RunId;
import java.util.List;
import java.util.Optional;

/** Lists all runs that got a version of a key, the newest first. */
public final class ListVersionRuns {
  public static final Permission NEEDS = Permission.RUN_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final VersionFinder versions;
  private final VersionRuns runs;

  public ListVersionRuns(
      Gatekeeper gatekeeper, Ledger ledger, VersionFinder versions, VersionRuns runs) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.versions = versions;
    this.runs = runs;
  }

  /**
   * @param after the run that the page starts behind
   */
  public record Command(VersionFinder.Wanted wanted, Optional<RunId> after, int limit) {}

  /**
   * @throws Refusal as {@link VersionFinder#find}
   */
  public List<RunId> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.wanted().address().org(), NEEDS);
    return ledger.read(
        access,
        () -> runs.page(versions.find(access, command.wanted()), command.after(), command.limit()));
  }
}
