package dev.cofferdam.application.access.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.IdempotencyStore.Answer;
import dev.cofferdam.application.world.WorldContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an {@link IdempotencyStore} promises. */
public abstract class IdempotencyStoreContract extends WorldContract {
  private static final Duration DAY = Duration.ofDays(1);

  private IdempotencyStore store;
  private IdempotencyStore.Key key;
  private Instant now;

  @BeforeEach
  public final void makeKey() {
    store = world.idempotency();
    key = new IdempotencyStore.Key(given.word(), given.word());
    now = given.time();
  }

  @Test
  void hasNoAnswerToANewKey() {
    assertThat(find(key, now)).isEmpty();
  }

  @Test
  void findsTheStoredAnswer() {
    Answer answer = answer("first");
    put(key, answer, now);
    assertThat(find(key, now)).contains(answer);
    assertThat(find(key, now.plus(DAY).minusSeconds(1))).contains(answer);
  }

  @Test
  void forgetsAnAnswerAfterADay() {
    put(key, answer("first"), now);
    assertThat(find(key, now.plus(DAY))).isEmpty();
    Answer second = answer("second");
    put(key, second, now.plus(DAY));
    assertThat(find(key, now.plus(DAY))).contains(second);
  }

  @Test
  void tellsCallersAndKeysApart() {
    put(key, answer("first"), now);
    assertThat(find(new IdempotencyStore.Key(given.word(), key.key()), now)).isEmpty();
    assertThat(find(new IdempotencyStore.Key(key.caller(), given.word()), now)).isEmpty();
    assertThat(find(new IdempotencyStore.Key(key.key(), key.caller()), now)).isEmpty();
  }

  @Test
  void refusesAClaimWhileAnotherTransactionHasTheKey() {
    boolean elsewhere =
        inTransaction(
            () -> {
              assertThat(store.claim(key)).isTrue();
              return outcomeElsewhere(() -> inTransaction(() -> store.claim(key)));
            });
    assertThat(elsewhere).isFalse();
  }

  @Test
  void claimsAgainInTheSameTransaction() {
    transacting(
        () -> {
          assertThat(store.claim(key)).isTrue();
          assertThat(store.claim(key)).isTrue();
        });
  }

  @Test
  void claimsOtherKeysMeanwhile() {
    IdempotencyStore.Key otherCaller = new IdempotencyStore.Key(given.word(), key.key());
    boolean elsewhere =
        inTransaction(
            () -> {
              store.claim(key);
              return outcomeElsewhere(() -> inTransaction(() -> store.claim(otherCaller)));
            });
    assertThat(elsewhere).isTrue();
  }

  @Test
  void freesTheKeyWhenTheTransactionEndsWhateverItsEnd() {
    assertThat(inTransaction(() -> store.claim(key))).isTrue();
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      store.claim(key);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(outcomeElsewhere(() -> inTransaction(() -> store.claim(key)))).isTrue();
  }

  @Test
  void forgetsAnAnswerWhoseTransactionIsUndone() {
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      store.claim(key);
                      store.put(key, answer("undone"), now);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(find(key, now)).isEmpty();
  }

  @Test
  void refusesToWriteOutsideOfATransaction() {
    assertThatThrownBy(() -> store.put(key, answer("lost"), now))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> store.claim(key)).isInstanceOf(RuntimeException.class);
    assertThat(find(key, now)).isEmpty();
  }

  private Answer answer(String text) {
    return new Answer(
        given.word(), SealedBytes.of(("\0\u00ff" + text).getBytes(StandardCharsets.UTF_8)));
  }

  private void put(IdempotencyStore.Key where, Answer answer, Instant at) {
    transacting(
        () -> {
          store.claim(where);
          store.put(where, answer, at);
        });
  }

  private Optional<Answer> find(IdempotencyStore.Key where, Instant at) {
    return inTransaction(
        () -> {
          store.claim(where);
          return store.find(where, at);
        });
  }
}
