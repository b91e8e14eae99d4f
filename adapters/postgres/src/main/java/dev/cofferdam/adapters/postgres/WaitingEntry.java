package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.audit.port.Seen;
import dev.cofferdam.application.vault.port.SharedWrites;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An entry that waits for its place in a chain, and a caller who waits for that. */
final class WaitingEntry {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingEntry.class);

  private final OrgId org;
  private final OptionalLong state;
  private final String address;
  private final Content content;
  private final CompletableFuture<Optional<ChainStep.Link>> outcome = new CompletableFuture<>();
  private volatile Optional<ChainStep.Link> attempted = Optional.empty();
  private volatile Runnable whenSettled = () -> {};

  private WaitingEntry(OrgId org, OptionalLong state, String address, Content content) {
    this.org = org;
    this.state = state;
    this.address = address;
    this.content = content;
  }

  /**
   * Of an entry that changes nothing.
   *
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
    this(org, state, address, new Content.Note(entry, count, seen));
  }

  /**
   * Of an entry that goes with a write, which makes it.
   *
   * @param address of the actor, as the chain keeps it
   */
  WaitingEntry(OrgId org, SharedWrites.Write write, String address) {
    this(org, OptionalLong.of(write.state()), address, new Content.Secret(write));
  }

  /** What the entry is. */
  sealed interface Content {
    record Note(AuditEntry entry, Optional<Reveals.Count> count, List<Seen> seen)
        implements Content {
      public Note {
        seen = List.copyOf(seen);
      }
    }

    record Secret(SharedWrites.Write write) implements Content {}
  }

  OrgId org() {
    return org;
  }

  boolean fits(long stateNow) {
    return state.isEmpty() || state.getAsLong() == stateNow;
  }

  /** Whether the org was not there yet, as far as {@code stateNow} goes. */
  boolean isAheadOf(long stateNow) {
    return state.isPresent() && state.getAsLong() > stateNow;
  }

  String address() {
    return address;
  }

  Content content() {
    return content;
  }

  boolean isWrite() {
    return content instanceof Content.Secret;
  }

  /** The entry as a commit had it whose outcome is not known. */
  Optional<ChainStep.Link> attempted() {
    return attempted;
  }

  void attempt(ChainStep.Link link) {
    attempted = Optional.of(link);
  }

  /** Its commit is through: who wants to hear of a write does, even if nobody waits any more. */
  void written(ChainStep.Link link) {
    if (content instanceof Content.Secret secret) {
      try {
        secret.write().then().accept(link.secret().orElseThrow().written());
      } catch (RuntimeException e) {
        // It is committed, and those who wait must hear so.
        LOG.error("work after a write failed", e);
      }
    }
  }

  void recorded(ChainStep.Link link) {
    settled(outcome.complete(Optional.of(link)));
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
    return awaitLink(patience).map(ChainStep.Link::entry);
  }

  /**
   * Waits until the write is committed.
   *
   * @return empty when the org moved
   */
  Optional<SharedWrites.Written> awaitWritten(Duration patience) {
    return awaitLink(patience).flatMap(ChainStep.Link::secret).map(ChainStep.Secret::written);
  }

  private Optional<ChainStep.Link> awaitLink(Duration patience) {
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
