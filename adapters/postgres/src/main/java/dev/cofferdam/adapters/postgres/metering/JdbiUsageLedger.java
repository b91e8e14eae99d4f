package dev.cofferdam.adapters.postgres.metering;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.metering.UsageRecord;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/** The usage ledger; a record's key is part of the primary key, which makes it count once. */
public final class JdbiUsageLedger implements UsageLedger {
  private final JdbiTransactions transactions;

  public JdbiUsageLedger(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void record(UsageRecord usage) {
    transactions
        .handle()
        .createUpdate(
            """
            insert into usage_records (org_id, key, metric, amount, at)
            values (:org, :key, :metric, :amount, :at)
            on conflict do nothing
            """)
        .bind("org", usage.org().value())
        .bind("key", usage.key())
        .bind("metric", usage.metric().code())
        .bind("amount", usage.amount())
        .bind("at", usage.at())
        .execute();
  }

  @Override
  public Map<Metric, BigDecimal> totals(OrgId org, Period period) {
    Map<Metric, BigDecimal> totals = new EnumMap<>(Metric.class);
    transactions
        .handle()
        .createQuery(
            """
            select metric, sum(amount) as amount from usage_records
            where org_id = :org and at >= :start and at < :end
            group by metric
            """)
        .bind("org", org.value())
        .bind("start", period.start())
        .bind("end", period.end())
        .map((row, context) -> Map.entry(row.getString("metric"), row.getBigDecimal("amount")))
        .forEach(total -> totals.put(Metric.ofCode(total.getKey()), total.getValue()));
    return totals;
  }
}
