package dev.cofferdam.application.audit;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.ChainCheck;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;

/**
 * Walks an org's whole chain against its ledger head. It proves that no entry was changed, removed
 * or put in between without rewriting the head too; an attacker who rewrites both is found by
 * comparing {@code head} with one noted outside.
 */
public final class VerifyAudit {
  public static final Permission NEEDS = Permission.AUDIT_READ;
  private static final int PAGE = 1_000;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final AuditTrail trail;

  public VerifyAudit(Gatekeeper gatekeeper, Ledger ledger, AuditTrail trail) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.trail = trail;
  }

  public ChainCheck.Finding execute(Actor actor, OrgId org) {
    Access access = gatekeeper.require(actor, org, NEEDS);
    return ledger.read(access, () -> walk(org));
  }

  private ChainCheck.Finding walk(OrgId org) {
    ChainCheck check = new ChainCheck(org);
    long after = 0;
    List<ChainedEntry> page;
    do {
      page = trail.oldest(org, after, PAGE);
      for (ChainedEntry entry : page) {
        check.accept(entry);
        after = entry.seq();
      }
    } while (page.size() == PAGE);
    return check.finish(trail.head(org).orElseThrow(() -> Refusal.notFound("org")));
  }
}
