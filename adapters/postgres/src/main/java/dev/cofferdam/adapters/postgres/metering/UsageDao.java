package dev.cofferdam.adapters.postgres.metering;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Lines of the usage ledger. */
interface UsageDao {
  @SqlUpdate(
      """
      insert into usage_records (org_id, key, metric, amount, at)
      values (:org, :key, :metric, :amount, :at)
      on conflict do nothing
      """)
  void add(UUID org, String key, String metric, BigDecimal amount, Instant at);

  @SqlQuery(
      """
      select metric, sum(amount) as amount from usage_records
      where org_id = :org and at >= :start and at < :end
      group by metric
      """)
  List<TotalRow> totals(UUID org, Instant start, Instant end);

  /** How much of one metric was used. */
  record TotalRow(String metric, BigDecimal amount) {}
}
