package dev.cofferdam.adapters.http.events;

import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.LiveFeed;
import dev.cofferdam.adapters.http.platform.SseFrame;
import dev.cofferdam.application.events.ReadEvents;
import dev.cofferdam.application.events.port.EventBell;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/** One reader's way through what an org tells; it has no end of its own. */
final class EventFollower implements LiveFeed {
  private static final int BATCH = 100;

  /** With the looks that are made anyway, who lost their right is gone within a second. */
  private static final long RECHECK_MS = 250;

  private final Sources sources;
  private final SseFrame frames;
  private final Caller caller;
  private final OrgId org;
  private final Set<EventType> types;
  private final Deque<OrgEvent> ready = new ArrayDeque<>();
  private Actor actor;
  private long checkedAt;
  private long seen;

  /**
   * @param seen the place behind which to begin
   */
  EventFollower(
      Sources sources, SseFrame frames, Caller caller, OrgId org, Set<EventType> types, long seen) {
    this.sources = sources;
    this.frames = frames;
    this.caller = caller;
    this.org = org;
    this.types = types;
    this.seen = seen;
    this.actor = caller.actor();
    this.checkedAt = sources.clock().millis();
  }

  /** Where events come from. */
  record Sources(ReadEvents readEvents, EventBell bell, Clock clock) {}

  @Override
  public Optional<byte[]> next() {
    boolean rechecked = recheck();
    if (rechecked) {
      // What was read by rights that may be gone by now is read again.
      ready.clear();
    }
    if (ready.isEmpty()) {
      ReadEvents.Page page =
          sources
              .readEvents()
              .execute(actor, new ReadEvents.Command(org, Optional.of(seen), types, BATCH));
      ready.addAll(page.events());
      if (ready.isEmpty()) {
        seen = page.seen();
        return Optional.empty();
      }
    }
    OrgEvent event = ready.remove();
    seen = event.seq();
    return Optional.of(frames.message(event.seq(), EventView.of(event)));
  }

  private boolean recheck() {
    long now = sources.clock().millis();
    if (now - checkedAt < RECHECK_MS) {
      return false;
    }
    actor = caller.recheck().get();
    checkedAt = now;
    return true;
  }

  @Override
  public boolean ended() {
    return false;
  }

  @Override
  public OrgId org() {
    return org;
  }

  @Override
  public Runnable listen(Runnable wake) {
    return sources.bell().listen(org, wake);
  }
}
