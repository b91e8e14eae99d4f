package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.EntryAddresses;
import dev.cofferdam.application.vault.port.SharedWrites;
import java.time.Duration;
import java.util.Optional;

/** Writes that go through the group commit. */
public final class JdbiSharedWrites implements SharedWrites {
  /** How long a caller waits for its commit. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final GroupCommit commits;
  private final EntryAddresses addresses;

  public JdbiSharedWrites(GroupCommit commits, EntryAddresses addresses) {
    this.commits = commits;
    this.addresses = addresses;
  }

  @Override
  public Optional<Written> put(Access access, Write write) {
    WaitingEntry waiting =
        new WaitingEntry(access.org(), write, addresses.of(access.org(), write.actor()));
    commits.add(waiting);
    return waiting.awaitWritten(PATIENCE);
  }
}
