package dev.cofferdam.adapters.postgres.runs;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Logs' lengths and chunks. */
interface RunLogDao {
  /** Returns 0 when the log ends elsewhere, and then has added nothing. */
  @SqlUpdate(
      """
      with moved as (
        update runs set log_length = log_length + :added
        where org_id = :org and run_id = :run and log_length = :offset returning 1
      )
      insert into log_chunks (org_id, run_id, start_offset, bytes)
      select :org, :run, :offset, :bytes from moved
      """)
  int append(UUID org, UUID run, long offset, int added, byte[] bytes);

  @SqlQuery(
      """
      select exists (
        select from runs where org_id = :org and run_id = :run and log_length = :offset)
      """)
  boolean endsAt(UUID org, UUID run, long offset);

  @SqlQuery(
      """
      select log_length, finished_at is not null as ended from runs
      where org_id = :org and run_id = :run
      """)
  Optional<ExtentRow> extent(UUID org, UUID run);

  /** The chunks that hold the bytes from an offset up to another, the first from its beginning. */
  @SqlQuery(
      """
      select start_offset, bytes from log_chunks
      where org_id = :org and run_id = :run and start_offset < :end
        and start_offset >= coalesce((
          select max(start_offset) from log_chunks
          where org_id = :org and run_id = :run and start_offset <= :offset), 0)
      order by start_offset
      """)
  List<LogChunkRow> chunks(UUID org, UUID run, long offset, long end);

  /** How far a log goes by now, and whether more can follow. */
  record ExtentRow(long logLength, boolean ended) {}
}
