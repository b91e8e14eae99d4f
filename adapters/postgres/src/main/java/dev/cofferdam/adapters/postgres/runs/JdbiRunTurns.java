package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.runs.port.RunTurns;
import dev.cofferdam.domain.ids.OrgId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Orgs' places in the queue, as the application's role writes them. */
public final class JdbiRunTurns implements RunTurns {
  private final JdbiTransactions transactions;

  public JdbiRunTurns(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void entitle(OrgId org, int weight, OptionalInt atOnce) {
    Optional<Integer> bound =
        atOnce.isPresent() ? Optional.of(atOnce.getAsInt()) : Optional.empty();
    transactions.handle().attach(TurnDao.class).entitle(org.value(), weight, bound);
  }

  /** Rows of {@code run_turns}. */
  interface TurnDao {
    @SqlUpdate(
        """
        insert into run_turns (org_id, weight, at_once) values (:org, :weight, :atOnce)
        on conflict (org_id) do update set weight = excluded.weight, at_once = excluded.at_once
          where (run_turns.weight, run_turns.at_once)
            is distinct from (excluded.weight, excluded.at_once)
        """)
    void entitle(UUID org, int weight, Optional<Integer> atOnce);
  }
}
