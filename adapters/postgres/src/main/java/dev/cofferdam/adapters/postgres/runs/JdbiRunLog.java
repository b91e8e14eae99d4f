package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.runs.port.RunLog;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Runs' logs in chunks. The run's row knows the length, and moves on only for who knows it too. */
public final class JdbiRunLog implements RunLog {
  private final JdbiTransactions transactions;

  public JdbiRunLog(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean append(OrgId org, RunId run, long offset, byte[] bytes) {
    return bytes.length == 0
        ? dao().endsAt(org.value(), run.value(), offset)
        : dao().append(org.value(), run.value(), offset, bytes.length, bytes) == 1;
  }

  @Override
  public Optional<Slice> read(OrgId org, RunId run, long offset, int limit) {
    return dao()
        .extent(org.value(), run.value())
        .map(
            extent ->
                new Slice(bytes(org, run, offset, limit), extent.logLength(), extent.ended()));
  }

  private ByteBuffer bytes(OrgId org, RunId run, long offset, int limit) {
    long end = offset + limit;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (LogChunkRow chunk : dao().chunks(org.value(), run.value(), offset, end)) {
      chunk.copy(offset, end, bytes);
    }
    return ByteBuffer.wrap(bytes.toByteArray()).asReadOnlyBuffer();
  }

  private RunLogDao dao() {
    return transactions.handle().attach(RunLogDao.class);
  }
}
