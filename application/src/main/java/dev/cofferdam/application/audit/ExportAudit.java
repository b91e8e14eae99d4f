package dev.cofferdam.application.audit;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.AuditTrail.Filter;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;

/**
 * Gives away everything in an org's audit trail that matches a filter, oldest first, page by page.
 * That it was given away is an entry itself, and the last one that can be in it.
 */
public final class ExportAudit {
  public static final Permission NEEDS = Permission.AUDIT_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final AuditTrail trail;
  private final EntryReader reader;

  public ExportAudit(Gatekeeper gatekeeper, Ledger ledger, AuditTrail trail, EntryReader reader) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.trail = trail;
    this.reader = reader;
  }

  public record Command(OrgId org, Filter filter) {}

  public Export execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    ChainedEntry own =
        ledger.change(
            access,
            change ->
                change.record(AuditEntry.allowed(actor, "audit.export", "org:" + command.org())));
    return new Export(command, own.seq());
  }

  /** An export under way. One page of it is in memory at a time. Not for use by several threads. */
  public final class Export {
    private static final int PAGE = 1_000;

    private final Command command;
    private final long last;
    private long after;
    private boolean begun;

    private Export(Command command, long last) {
      this.command = command;
      this.last = last;
    }

    public boolean hasNext() {
      return after < last;
    }

    /**
     * The matching entries among the next in the chain; there may be none.
     *
     * @param actor the caller as they are now: who has lost the right gets no further page
     */
    public List<ShownEntry> next(Actor actor) {
      Access access = gatekeeper.require(actor, command.org(), NEEDS);
      return ledger.read(access, this::page);
    }

    private List<ShownEntry> page() {
      OrgId org = command.org();
      if (!begun) {
        begun = true;
        after = trail.oldest(org, 0, 1).get(0).seq() - 1;
      }
      long end = Math.min(last, after + PAGE);
      List<ChainedEntry> found = trail.between(org, command.filter(), after, end);
      after = end;
      return reader.show(org, found);
    }
  }
}
