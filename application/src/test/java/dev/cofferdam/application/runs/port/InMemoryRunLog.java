package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Keeps the logs of {@link InMemoryRunStore}'s runs. Safe for use by many threads. */
public final class InMemoryRunLog implements RunLog {
  private final InMemoryRunStore runs;

  public InMemoryRunLog(InMemoryRunStore runs) {
    this.runs = runs;
  }

  @Override
  public boolean append(OrgId org, RunId run, long offset, byte[] bytes) {
    return runs.update(
        org,
        run,
        row -> row.log().capacity() == offset,
        row -> row.logged(joined(row.log(), bytes)));
  }

  @Override
  public Optional<Slice> read(OrgId org, RunId run, long offset, int limit) {
    return runs.row(org, run).map(row -> slice(row, offset, limit));
  }

  private static Slice slice(RunRow row, long offset, int limit) {
    int length = row.log().capacity();
    int from = (int) Math.min(offset, length);
    ByteBuffer bytes = row.log().slice(from, Math.min(limit, length - from)).asReadOnlyBuffer();
    return new Slice(bytes, length, row.run().status().isFinal());
  }

  private static ByteBuffer joined(ByteBuffer head, byte[] tail) {
    return ByteBuffer.allocate(head.capacity() + tail.length)
        .put(head.duplicate())
        .put(tail)
        .rewind();
  }
}
