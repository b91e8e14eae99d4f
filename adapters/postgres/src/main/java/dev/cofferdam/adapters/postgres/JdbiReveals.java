package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.audit.EntryAddresses;
import dev.cofferdam.application.audit.port.Reveals;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Reveals that go through the group commit. */
public final class JdbiReveals implements Reveals {
  /** How long a caller waits for its commit. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final GroupCommit commits;
  private final EntryAddresses addresses;

  public JdbiReveals(GroupCommit commits, EntryAddresses addresses) {
    this.commits = commits;
    this.addresses = addresses;
  }

  @Override
  public <T> Optional<T> give(Access access, Reveal reveal, Supplier<T> opening) {
    WaitingEntry waiting =
        new WaitingEntry(
            access.org(),
            OptionalLong.of(reveal.state()),
            reveal.entry(),
            addresses.of(access.org(), reveal.entry().actor()),
            Optional.of(reveal.count()),
            reveal.seen());
    commits.add(waiting);
    boolean opened = false;
    T value;
    try {
      value = opening.get();
      opened = true;
    } catch (SealBroken orOutOfDate) {
      opened = true;
      if (waiting.await(PATIENCE).isEmpty()) {
        return Optional.empty();
      }
      throw orOutOfDate;
    } finally {
      if (!opened) {
        waiting.abandon();
      }
    }
    return waiting.await(PATIENCE).map(entry -> value);
  }
}
