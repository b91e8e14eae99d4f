package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.adapters.http.platform.ByteRange;
import dev.cofferdam.application.runs.ReadLog;
import dev.cofferdam.application.runs.port.RunLog;
import dev.cofferdam.domain.access.Actor;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A run's log as plain bytes, read piece by piece. */
final class LogText {
  private static final int PIECE_BYTES = 262_144;

  private final ReadLog readLog;
  private final Actor actor;
  private final LogFeed.Place place;

  LogText(ReadLog readLog, Actor actor, LogFeed.Place place) {
    this.readLog = readLog;
    this.actor = actor;
    this.place = place;
  }

  /**
   * How long the log is by now.
   *
   * @throws dev.cofferdam.domain.access.Refusal {@code org_not_found}, {@code run_not_found}
   */
  long length() {
    return read(0, 1).length();
  }

  /** Writes a part of what is there; it needs no more memory than one piece. */
  StreamingOutput part(ByteRange range) {
    return out -> write(range, out);
  }

  private void write(ByteRange range, OutputStream out) throws IOException {
    long at = range.first();
    while (at < range.end()) {
      ByteBuffer piece = read(at, (int) Math.min(PIECE_BYTES, range.end() - at)).bytes();
      if (!piece.hasRemaining()) {
        throw new IOException("the log ends before its length");
      }
      byte[] bytes = new byte[piece.remaining()];
      piece.get(bytes);
      out.write(bytes);
      at += bytes.length;
    }
  }

  private RunLog.Slice read(long offset, int limit) {
    return readLog.execute(actor, new ReadLog.Command(place.org(), place.run(), offset, limit));
  }
}
