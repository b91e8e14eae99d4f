package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.LiveFeed;
import dev.cofferdam.adapters.http.platform.SseFrame;
import dev.cofferdam.application.runs.ReadLog;
import dev.cofferdam.application.runs.ShowPipeline;
import dev.cofferdam.application.runs.port.LogBell;
import dev.cofferdam.application.runs.port.RunLog;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.Run;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One reader's way through a log: what comes next, as events. The reader's credential is checked
 * anew at least every second, so that a revoked one sees no more. Not safe for use by many threads
 * at once.
 */
final class LogFeed implements LiveFeed {
  private static final int CHUNK_BYTES = 16_384;
  private static final long RECHECK_MS = 1_000;

  private final Sources sources;
  private final SseFrame frames;
  private final Caller caller;
  private final Place place;
  private Actor actor;
  private long checkedAt;
  private long offset;
  private boolean ended;

  LogFeed(Sources sources, SseFrame frames, Caller caller, Place place, long offset) {
    this.sources = sources;
    this.frames = frames;
    this.caller = caller;
    this.place = place;
    this.offset = offset;
    this.actor = caller.actor();
    this.checkedAt = sources.clock().millis();
  }

  /** Where events come from. */
  record Sources(ReadLog readLog, ShowPipeline showPipeline, LogBell bell, Clock clock) {}

  /** Whose log it is. */
  record Place(OrgId org, RunId run) {}

  private record Text(String text) {}

  private record End(String status, OptionalInt exitCode) {
    static End of(Run run) {
      return new End(
          run.status().code(), run.ending().map(Ending::exitCode).orElse(OptionalInt.empty()));
    }
  }

  @Override
  public Optional<byte[]> next() {
    recheck();
    RunLog.Slice slice =
        sources
            .readLog()
            .execute(actor, new ReadLog.Command(place.org(), place.run(), offset, CHUNK_BYTES));
    boolean last = slice.ended() && offset + slice.bytes().remaining() >= slice.length();
    Utf8Text text = Utf8Text.of(slice.bytes(), last);
    if (text.bytes() > 0) {
      offset += text.bytes();
      return Optional.of(frames.message(offset, new Text(text.text())));
    }
    if (last) {
      ended = true;
      return Optional.of(
          frames.event(
              "end",
              End.of(
                  sources
                      .showPipeline()
                      .execute(actor, new ShowPipeline.Command(place.org(), place.run())))));
    }
    return Optional.empty();
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public OrgId org() {
    return place.org();
  }

  @Override
  public Runnable listen(Runnable wake) {
    return sources.bell().listen(place.run(), wake)::close;
  }

  private void recheck() {
    long now = sources.clock().millis();
    if (now - checkedAt >= RECHECK_MS) {
      actor = caller.recheck().get();
      checkedAt = now;
    }
  }
}
