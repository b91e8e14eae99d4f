package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.identity.port.LetterStore.SealedLetter;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.LetterId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a {@link LetterStore} promises. */
public abstract class LetterStoreContract extends WorldContract {
  @Test
  void findsALetterAsItWasAdded() {
    SealedLetter letter = letter();
    SealedLetter other = letter();
    transacting(() -> world.letters().add(letter));
    transacting(() -> world.letters().add(other));
    assertThat(find(letter.id())).contains(letter);
    assertThat(find(other.id())).contains(other);
    assertThat(find(letter().id())).isEmpty();
  }

  @Test
  void forgetsALetterAndNoOther() {
    SealedLetter letter = letter();
    SealedLetter other = letter();
    transacting(() -> world.letters().add(letter));
    transacting(() -> world.letters().add(other));
    transacting(() -> world.letters().remove(letter.id()));
    transacting(() -> world.letters().remove(letter.id()));
    assertThat(find(letter.id())).isEmpty();
    assertThat(find(other.id())).contains(other);
  }

  @Test
  void isUndoneWithItsTransaction() {
    SealedLetter letter = letter();
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      world.letters().add(letter);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(find(letter.id())).isEmpty();
  }

  @Test
  void refusesToWriteOutsideOfATransaction() {
    SealedLetter letter = letter();
    assertThatThrownBy(() -> world.letters().add(letter)).isInstanceOf(RuntimeException.class);
    assertThat(find(letter.id())).isEmpty();
  }

  private SealedLetter letter() {
    byte[] sealed = new byte[300];
    sealed[0] = (byte) given.id().hashCode();
    return new SealedLetter(new LetterId(given.id()), SealedBytes.of(sealed), given.time());
  }

  private Optional<SealedLetter> find(LetterId id) {
    return inTransaction(() -> world.letters().find(id));
  }
}
