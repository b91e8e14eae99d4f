package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.LetterId;
import java.time.Instant;
import java.util.Optional;

/** Letters that are not sent yet, sealed: they carry addresses and tokens. */
public interface LetterStore {
  /** Adds a letter in the thread's transaction. */
  void add(SealedLetter letter);

  Optional<SealedLetter> find(LetterId id);

  /** Removes a letter in the thread's transaction; one that is not there is no error. */
  void remove(LetterId id);

  record SealedLetter(LetterId id, SealedBytes sealed, Instant writtenAt) {}
}
