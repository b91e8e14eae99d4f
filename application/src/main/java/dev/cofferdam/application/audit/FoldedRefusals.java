package dev.cofferdam.application.audit;

import dev.cofferdam.application.access.port.RefusalTrail;
import dev.cofferdam.application.audit.port.AuditNotes;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Refusals in the audit trail, with repeats folded: the first of one actor, action and resource is
 * recorded at once, and those that follow it within {@link #WINDOW} are one entry at its end, whose
 * resource ends in {@code (17 more)}. What waits is in memory, of at most {@value #KEPT} kinds, and
 * is written when this is closed; a process that is killed loses the count of its last minute, and
 * no first one. Safe for use by many threads.
 */
public final class FoldedRefusals implements RefusalTrail, AutoCloseable {
  public static final Duration WINDOW = Duration.ofMinutes(1);
  static final int KEPT = 10_000;
  private static final Logger LOG = System.getLogger(FoldedRefusals.class.getName());

  private final Transactions transactions;
  private final AuditNotes notes;
  private final Clock clock;

  /** The oldest first. */
  private final Map<Kind, Window> windows = new LinkedHashMap<>();

  public FoldedRefusals(Transactions transactions, AuditNotes notes, Clock clock) {
    this.transactions = transactions;
    this.notes = notes;
    this.clock = clock;
  }

  private record Kind(OrgId org, String actorKind, String actorId, String action, String resource) {
    static Kind of(Actor actor, OrgId org, String action, String resource) {
      return new Kind(org, actor.kind(), actor.id(), action, resource);
    }
  }

  /**
   * @param last who was refused last
   * @param more how many were refused after the one that was recorded
   */
  private record Window(Instant end, Actor last, long more) {
    Window with(Actor actor, long others) {
      return new Window(end, actor, more + others);
    }
  }

  @Override
  public void refused(Actor actor, OrgId org, String action, String resource) {
    transactions.afterEnd(() -> record(actor, Kind.of(actor, org, action, resource)));
  }

  private void record(Actor actor, Kind kind) {
    if (isCounted(actor, kind)) {
      return;
    }
    makeRoom();
    if (!note(kind, actor, kind.resource())) {
      putBack(kind, actor, 1);
    }
  }

  /** Counts it to a window that is open; or opens one, which the first is recorded for. */
  private boolean isCounted(Actor actor, Kind kind) {
    Instant now = clock.instant();
    List<Map.Entry<Kind, Window>> ended = new ArrayList<>();
    synchronized (this) {
      Window open = windows.get(kind);
      if (open != null && now.isBefore(open.end())) {
        windows.put(kind, open.with(actor, 1));
        return true;
      }
      if (open != null) {
        ended.add(Map.entry(kind, open));
        windows.remove(kind);
      }
      windows.put(kind, new Window(now.plus(WINDOW), actor, 0));
    }
    ended.forEach(this::write);
    return false;
  }

  private void makeRoom() {
    List<Map.Entry<Kind, Window>> crowdedOut = new ArrayList<>();
    synchronized (this) {
      Iterator<Map.Entry<Kind, Window>> eldest = windows.entrySet().iterator();
      while (windows.size() > KEPT && eldest.hasNext()) {
        Map.Entry<Kind, Window> one = eldest.next();
        crowdedOut.add(Map.entry(one.getKey(), one.getValue()));
        eldest.remove();
      }
    }
    crowdedOut.forEach(this::write);
  }

  /** Records the counts of the windows that have ended. To be called every few seconds. */
  public void flush() {
    Instant now = clock.instant();
    writeAll(window -> !now.isBefore(window.end()));
  }

  /** Records all counts there are. */
  @Override
  public void close() {
    writeAll(window -> true);
  }

  private void writeAll(Predicate<Window> isDue) {
    List<Map.Entry<Kind, Window>> due = new ArrayList<>();
    synchronized (this) {
      windows.forEach(
          (kind, window) -> {
            if (isDue.test(window)) {
              due.add(Map.entry(kind, window));
            }
          });
      due.forEach(one -> windows.remove(one.getKey()));
    }
    due.forEach(this::write);
  }

  private void write(Map.Entry<Kind, Window> ended) {
    Kind kind = ended.getKey();
    Window window = ended.getValue();
    String resource = kind.resource() + " (" + window.more() + " more)";
    if (window.more() > 0 && !note(kind, window.last(), resource)) {
      putBack(kind, window.last(), window.more());
    }
  }

  private synchronized void putBack(Kind kind, Actor actor, long more) {
    Window open = windows.get(kind);
    Instant soon = clock.instant().plus(WINDOW);
    windows.put(kind, open == null ? new Window(soon, actor, more) : open.with(open.last(), more));
  }

  /** Returns false when it has to be tried again. */
  private boolean note(Kind kind, Actor actor, String resource) {
    try {
      notes.note(
          kind.org(), new AuditEntry(actor, kind.action(), resource, AuditEntry.Outcome.REFUSED));
      return true;
    } catch (Refusal refusal) {
      LOG.log(Level.WARNING, "a refusal in the org {0} is not recorded: {1}", kind.org(), refusal);
      return refusal.kind() != Refusal.Kind.UNAVAILABLE;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a refusal in the org " + kind.org() + " can't be recorded", e);
      return true;
    }
  }
}
