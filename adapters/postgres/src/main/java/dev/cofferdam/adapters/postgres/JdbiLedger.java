package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.EntryAddresses;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Ledgers in PostgreSQL. The org that calling code is in is the transaction-local setting {@code
 * app.org}, which the row policies compare with; a change locks the row of the org's ledger head,
 * so a transaction that changes several orgs should do so in the order of their ids.
 */
public final class JdbiLedger implements Ledger {
  private final JdbiTransactions transactions;
  private final EntryAddresses addresses;
  private final Clock clock;
  private final Consumer<OrgId> told;

  /** One that tells nobody in this process: who follows events finds them by looking. */
  public JdbiLedger(JdbiTransactions transactions, EntryAddresses addresses, Clock clock) {
    this(transactions, addresses, clock, org -> {});
  }

  /**
   * @param told hears of each commit that told events of an org; quick, and never waits
   */
  public JdbiLedger(
      JdbiTransactions transactions, EntryAddresses addresses, Clock clock, Consumer<OrgId> told) {
    this.transactions = transactions;
    this.addresses = addresses;
    this.clock = clock;
    this.told = told;
  }

  @Override
  public void open(OrgId org) {
    LedgerHead first = LedgerHead.first(org);
    transactions.joined(
        t ->
            t.in(
                org,
                () -> {
                  new LedgerRows(t.handle().getConnection()).add(first);
                  return first;
                }));
  }

  @Override
  public <T> T change(Access access, Function<Change, T> work) {
    return transactions.write(t -> t.in(access.org(), () -> locked(t, access, work)));
  }

  private <T> T locked(OpenTransaction transaction, Access access, Function<Change, T> work) {
    OrgId org = access.org();
    Optional<OpenChange> outer = transaction.changeOf(org);
    if (outer.isPresent()) {
      access.readmit();
      return work.apply(outer.get());
    }
    LedgerRows rows = new LedgerRows(transaction.bareHandle().getConnection());
    Optional<LedgerHead> locked = rows.lock(org);
    transaction.serverIsIn(org);
    LedgerHead head = locked.orElseThrow(() -> Refusal.notFound("org"));
    OpenChange change = new OpenChange(head, addresses, clock);
    transaction.begin(org, change);
    try {
      access.readmit();
      T result = work.apply(change);
      ChainStep step = change.step();
      new LedgerRows(transaction.handle().getConnection()).append(step);
      if (step.tells()) {
        transaction.afterCommit(() -> told.accept(org));
      }
      return result;
    } finally {
      transaction.end(org);
    }
  }

  @Override
  public <T> T read(Access access, Supplier<T> work) {
    return transactions.read(t -> t.in(access.org(), work));
  }

  @Override
  public boolean isAt(Access access, long state) {
    OrgId org = access.org();
    return transactions
        .look(handle -> new LedgerRows(handle.getConnection()).look(org))
        .map(head -> head.state() == state)
        .orElseThrow(() -> Refusal.notFound("org"));
  }

  @Override
  public <T> T append(Access access, Supplier<T> work) {
    return transactions.write(t -> t.in(access.org(), work));
  }
}
