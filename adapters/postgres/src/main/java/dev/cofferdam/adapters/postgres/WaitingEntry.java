package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.audit.port.Seen;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An entry that waits for its place in a chain, and a caller who waits for that. */
final class WaitingEntry {
  private final OrgId org;
  private final OptionalLong state;
  private final AuditEntry entry;
  private final String address;
  private final Optional<Reveals.Count> count;
  private final List<Seen> seen;
  private final CompletableFuture<Optional<ChainedEntry>> outcome = new CompletableFuture<>();
  private volatile Optional<ChainedEntry> attempted = Optional.empty();
  private volatile Runnable whenSettled = () -> {};

  /**
   * @param state that the org has to be at; empty for an entry that fits any
   * @param address of the entry's actor, as the chain keeps it
   */
  WaitingEntry(
      OrgId org,
      OptionalLong state,
      AuditEntry entry,
      String address,
      Optional<Reveals.Count> count,
      List<Seen> seen) {
    this.org = org;
    this.state = state;
    this.entry = entry;
    this.address = address;
    this.count = count;
    this.seen = List.copyOf(seen);
  }

  OrgId org() {
    return org;
  }

  boolean fits(long stateNow) {
    return state.isEmpty() || state.getAsLong() == stateNow;
  }

  AuditEntry entry() {
    return entry;
  }

  String address() {
    return address;
  }

  Optional<Reveals.Count> count() {
    return count;
  }

  List<Seen> seen() {
    return seen;
  }

  /** The entry as a commit had it whose outcome is not known. */
  Optional<ChainedEntry> attempted() {
    return attempted;
  }

  void attempt(ChainedEntry chained) {
    attempted = Optional.of(chained);
  }

  void recorded(ChainedEntry chained) {
    settled(outcome.complete(Optional.of(chained)));
  }

  /** The org is no longer at the entry's state: nothing was recorded. */
  void moved() {
    settled(outcome.complete(Optional.empty()));
  }

  void fail(Throwable why) {
    settled(outcome.completeExceptionally(why));
  }

  /** Nobody waits for it any more: it is left out, unless its commit is under way. */
  void abandon() {
    settled(outcome.cancel(false));
  }

  private void settled(boolean now) {
    if (now) {
      whenSettled.run();
    }
  }

  boolean isSettled() {
    return outcome.isDone();
  }

  /** To be called before anybody can settle it. */
  void whenSettled(Runnable work) {
    whenSettled = work;
  }

  /**
   * Waits until the entry is committed.
   *
   * @return empty when the org moved
   */
  Optional<ChainedEntry> await(Duration patience) {
    try {
      return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException tooLong) {
      abandon();
      throw overloaded();
    } catch (InterruptedException e) {
      abandon();
      Thread.currentThread().interrupt();
      throw overloaded();
    } catch (ExecutionException e) {
      // Made on another thread: a refusal has no stack, anything else keeps its own as the cause.
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException("an audit entry could not be written", e.getCause());
    }
  }

  static Refusal overloaded() {
    return Refusal.unavailable(
        "overloaded", "The server has more to do than it can now. Try again in a moment.");
  }
}
