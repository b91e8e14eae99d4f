package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.runs.port.RunLog;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Runs' logs in chunks. The run's row knows the length, and moves on only for who knows it too. */
public final class JdbiRunLog implements RunLog {
  private final JdbiTransactions transactions;

  public JdbiRunLog(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean append(OrgId org, RunId run, long offset, byte[] bytes) {
    if (bytes.length == 0) {
      return endsAt(org, run, offset);
    }
    return transactions
            .handle()
            .createUpdate(
                """
                with moved as (
                  update runs set log_length = log_length + :added
                  where org_id = :org and run_id = :run and log_length = :offset returning 1
                )
                insert into log_chunks (org_id, run_id, start_offset, bytes)
                select :org, :run, :offset, :bytes from moved
                """)
            .bind("org", org.value())
            .bind("run", run.value())
            .bind("offset", offset)
            .bind("added", bytes.length)
            .bind("bytes", bytes)
            .execute()
        == 1;
  }

  private boolean endsAt(OrgId org, RunId run, long offset) {
    return transactions
        .handle()
        .createQuery(
            """
            select exists (
              select from runs where org_id = :org and run_id = :run and log_length = :offset)
            """)
        .bind("org", org.value())
        .bind("run", run.value())
        .bind("offset", offset)
        .mapTo(Boolean.class)
        .one();
  }

  @Override
  public Optional<Slice> read(OrgId org, RunId run, long offset, int limit) {
    Handle handle = transactions.handle();
    return handle
        .createQuery(
            """
            select log_length, finished_at is not null as ended from runs
            where org_id = :org and run_id = :run
            """)
        .bind("org", org.value())
        .bind("run", run.value())
        .map(
            (row, context) ->
                new Slice(
                    bytes(handle, org, run, offset, limit),
                    row.getLong("log_length"),
                    row.getBoolean("ended")))
        .findOne();
  }

  private static ByteBuffer bytes(Handle handle, OrgId org, RunId run, long offset, int limit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // The chunk that the offset lies in begins at or before it.
    handle
        .createQuery(
            """
            select start_offset, bytes from log_chunks
            where org_id = :org and run_id = :run and start_offset < :end
              and start_offset >= coalesce((
                select max(start_offset) from log_chunks
                where org_id = :org and run_id = :run and start_offset <= :offset), 0)
            order by start_offset
            """)
        .bind("org", org.value())
        .bind("run", run.value())
        .bind("offset", offset)
        .bind("end", offset + limit)
        .map((row, context) -> chunk(row))
        .forEach(chunk -> chunk.copy(offset, offset + limit, bytes));
    return ByteBuffer.wrap(bytes.toByteArray()).asReadOnlyBuffer();
  }

  private static Chunk chunk(ResultSet row) throws SQLException {
    return new Chunk(row.getLong("start_offset"), ByteBuffer.wrap(row.getBytes("bytes")));
  }

  private record Chunk(long start, ByteBuffer bytes) {
    void copy(long from, long to, ByteArrayOutputStream out) {
      long end = start + bytes.remaining();
      int first = (int) (Math.max(from, start) - start);
      int last = (int) (Math.min(to, end) - start);
      if (first < last) {
        byte[] part = new byte[last - first];
        bytes.get(first, part);
        out.writeBytes(part);
      }
    }
  }
}
