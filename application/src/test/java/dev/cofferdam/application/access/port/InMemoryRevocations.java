package dev.cofferdam.application.access.port;

import dev.cofferdam.application.audit.port.InMemoryTransactions;
import java.util.function.Consumer;

/** Tells the one process that there is. */
public final class InMemoryRevocations implements Revocations {
  private final InMemoryTransactions transactions;
  private final Consumer<Revocation> here;

  public InMemoryRevocations(InMemoryTransactions transactions, Consumer<Revocation> here) {
    this.transactions = transactions;
    this.here = here;
  }

  @Override
  public void publish(Revocation revocation) {
    transactions.afterCommit(() -> here.accept(revocation));
  }
}
