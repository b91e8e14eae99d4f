package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The masked output of runs: bytes with offsets that never change. */
public interface RunLog {
  /**
   * Puts bytes behind a run's log, in the thread's transaction.
   *
   * @param offset where the caller believes that the log ends
   * @return false, and nothing written, when it ends elsewhere: somebody else writes this log
   */
  boolean append(OrgId org, RunId run, long offset, byte[] bytes);

  /**
   * Bytes from {@code offset} on, at most {@code limit}; empty bytes at the log's end. Empty when
   * there is no such run.
   */
  Optional<Slice> read(OrgId org, RunId run, long offset, int limit);

  /**
   * @param length of the whole log by now
   * @param ended whether the run is final, so that nothing will follow
   */
  record Slice(ByteBuffer bytes, long length, boolean ended) {}
}
