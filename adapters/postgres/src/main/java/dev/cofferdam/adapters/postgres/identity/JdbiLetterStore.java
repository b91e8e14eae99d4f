package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.identity.port.LetterStore;
import dev.cofferdam.domain.ids.LetterId;
import java.util.Optional;

/** Letters in PostgreSQL. */
public final class JdbiLetterStore implements LetterStore {
  private final JdbiTransactions transactions;

  public JdbiLetterStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(SealedLetter letter) {
    dao().add(letter.id().value(), letter.sealed(), letter.writtenAt());
  }

  @Override
  public Optional<SealedLetter> find(LetterId id) {
    return dao()
        .find(id.value())
        .map(row -> new SealedLetter(new LetterId(row.letterId()), row.sealed(), row.writtenAt()));
  }

  @Override
  public void remove(LetterId id) {
    dao().remove(id.value());
  }

  private LetterDao dao() {
    return transactions.handle().attach(LetterDao.class);
  }
}
