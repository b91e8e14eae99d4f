package dev.cofferdam.application.audit;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.CheckpointStore;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;

/** Shows the checkpoints of an org's chain, newest first, for keeping elsewhere. */
public final class ListCheckpoints {
  public static final Permission NEEDS = Permission.AUDIT_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final CheckpointStore checkpoints;

  public ListCheckpoints(Gatekeeper gatekeeper, Ledger ledger, CheckpointStore checkpoints) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.checkpoints = checkpoints;
  }

  /**
   * @param before the {@code seq} that the page ends before; {@link Long#MAX_VALUE} for the first
   *     page
   */
  public record Command(OrgId org, long before, int limit) {}

  public List<SignedClaim> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(
        access, () -> checkpoints.newest(command.org(), command.before(), command.limit()));
  }
}
