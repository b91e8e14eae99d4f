package dev.cofferdam.adapters.postgres.events;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.events.port.DeliveryQueue;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Deliveries of all orgs in PostgreSQL, as who sends them sees them. */
public final class JdbiDeliveryQueue implements DeliveryQueue {
  private final JdbiTransactions system;

  /**
   * @param system transactions of the system role
   */
  public JdbiDeliveryQueue(JdbiTransactions system) {
    this.system = system;
  }

  @Override
  public List<Claim> claim(
      Instant now, Duration lease, int limit, UnaryOperator<List<Line>> choose) {
    return system.required(
        () -> {
          QueueDao dao = system.handle().attach(QueueDao.class);
          if (!dao.isDue(now)) {
            return List.of();
          }
          List<Line> waiting =
              dao.lines(now, limit).stream()
                  .map(row -> new Line(new OrgId(row.orgId()), row.line()))
                  .toList();
          List<Claim> claims = new ArrayList<>();
          for (Line line : choose.apply(waiting)) {
            dao.claim(line.org().value(), line.target(), now, now.plus(lease))
                .forEach(id -> claims.add(new Claim(line, new DeliveryId(id))));
          }
          return claims;
        });
  }

  /** What is due over all orgs. */
  interface QueueDao {
    @SqlQuery("select exists (select from deliveries where status = 'pending' and next_at <= :now)")
    boolean isDue(Instant now);

    /** Each line is looked at once, however long it is. */
    @SqlQuery(
        """
        with recursive lines as (
          (select org_id, line from deliveries where status = 'pending' order by org_id, line limit 1)
          union all
          select d.org_id, d.line from lines l cross join lateral (
            select org_id, line from deliveries
            where status = 'pending' and (org_id, line) > (l.org_id, l.line)
            order by org_id, line limit 1
          ) d
        )
        select l.org_id, l.line from lines l cross join lateral (
          select next_at from deliveries d
          where d.org_id = l.org_id and d.line = l.line and d.status = 'pending'
          order by next_at limit 1
        ) first
        where first.next_at <= :now
        order by first.next_at limit :limit
        """)
    List<LineRow> lines(Instant now, int limit);

    @SqlQuery(
        """
        update deliveries set next_at = :until where org_id = :org and delivery_id = (
          select delivery_id from deliveries
          where org_id = :org and line = :line and status = 'pending' and next_at <= :now
          order by next_at, delivery_id limit 1
          for update skip locked
        )
        returning delivery_id
        """)
    List<UUID> claim(UUID org, UUID line, Instant now, Instant until);

    /** A line in which something is due. */
    record LineRow(UUID orgId, UUID line) {}
  }
}
