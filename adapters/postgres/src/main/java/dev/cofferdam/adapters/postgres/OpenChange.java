package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.audit.EntryAddresses;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change whose org's ledger head is locked; entries wait until it ends. */
final class OpenChange implements Ledger.Change {
  private final LedgerHead locked;
  private final EntryAddresses addresses;
  private final Clock clock;
  private final List<ChainStep.Link> links = new ArrayList<>();
  private LedgerHead head;

  OpenChange(LedgerHead locked, EntryAddresses addresses, Clock clock) {
    this.locked = locked;
    this.head = locked;
    this.addresses = addresses;
    this.clock = clock;
  }

  @Override
  public ChainedEntry record(AuditEntry entry) {
    return record(entry, Optional.empty());
  }

  @Override
  public ChainedEntry record(AuditEntry entry, Announcement announcement) {
    return record(entry, Optional.of(announcement));
  }

  private ChainedEntry record(AuditEntry entry, Optional<Announcement> told) {
    String address = addresses.of(head.org(), entry.actor());
    ChainedEntry chained = ChainedEntry.after(head, entry, address, clock.instant());
    links.add(ChainStep.Link.of(chained, told));
    head = head.with(chained);
    return chained;
  }

  @Override
  public long state() {
    return head.changed().state();
  }

  /** What the ledger comes to with this change. */
  ChainStep step() {
    return new ChainStep(locked, head.changed(), links);
  }
}
