package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.audit.EntryAddresses;
import dev.cofferdam.application.audit.port.AuditNotes;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Notes that go through the group commit. */
public final class JdbiAuditNotes implements AuditNotes {
  /** How long a caller waits for its commit. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final GroupCommit commits;
  private final EntryAddresses addresses;

  public JdbiAuditNotes(GroupCommit commits, EntryAddresses addresses) {
    this.commits = commits;
    this.addresses = addresses;
  }

  @Override
  public void note(OrgId org, AuditEntry entry) {
    WaitingEntry waiting =
        new WaitingEntry(
            org,
            OptionalLong.empty(),
            entry,
            addresses.of(org, entry.actor()),
            Optional.empty(),
            List.of());
    commits.add(waiting);
    waiting.await(PATIENCE);
  }
}
