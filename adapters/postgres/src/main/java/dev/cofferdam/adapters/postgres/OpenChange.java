package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.audit.EntryAddresses;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A change whose org's ledger head is locked; entries wait until it ends. */
final class OpenChange implements Ledger.Change {
  private final EntryAddresses addresses;
  private final Clock clock;
  private final List<ChainedEntry> entries = new ArrayList<>();
  private LedgerHead head;

  OpenChange(LedgerHead locked, EntryAddresses addresses, Clock clock) {
    this.head = locked;
    this.addresses = addresses;
    this.clock = clock;
  }

  @Override
  public ChainedEntry record(AuditEntry entry) {
    String address = addresses.of(head.org(), entry.actor());
    ChainedEntry chained = ChainedEntry.after(head, entry, address, clock.instant());
    entries.add(chained);
    head = head.with(chained);
    return chained;
  }

  @Override
  public long state() {
    return head.changed().state();
  }

  LedgerHead head() {
    return head;
  }

  List<ChainedEntry> entries() {
    return List.copyOf(entries);
  }
}
