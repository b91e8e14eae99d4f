package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.ids.LetterId;
import java.util.List;
import java.util.Optional;

/** Keeps sealed letters. Safe for use by many threads. */
public final class InMemoryLetterStore implements LetterStore {
  private final InMemoryTable<LetterId, SealedLetter> letters;

  public InMemoryLetterStore(InMemoryTransactions transactions) {
    letters = InMemoryTable.ofAll(transactions);
  }

  @Override
  public void add(SealedLetter letter) {
    letters.put(letter.id(), letter);
  }

  @Override
  public Optional<SealedLetter> find(LetterId id) {
    return letters.find(id);
  }

  @Override
  public void remove(LetterId id) {
    letters.remove(id);
  }

  /** What waits to be sent, oldest first. */
  public List<SealedLetter> waiting() {
    return letters.rows();
  }
}
