package dev.cofferdam.application.audit;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.AuditTrail.Filter;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;

/** Shows an org's audit entries, newest first. */
public final class ListAudit {
  public static final Permission NEEDS = Permission.AUDIT_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final AuditTrail trail;
  private final EntryReader reader;

  public ListAudit(Gatekeeper gatekeeper, Ledger ledger, AuditTrail trail, EntryReader reader) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.trail = trail;
    this.reader = reader;
  }

  /**
   * @param before the {@code seq} that the page ends before; {@link Long#MAX_VALUE} for the first
   *     page
   */
  public record Command(OrgId org, Filter filter, long before, int limit) {}

  public List<ShownEntry> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(
        access,
        () ->
            reader.show(
                command.org(),
                trail.newest(command.org(), command.filter(), command.before(), command.limit())));
  }
}
