package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.identity.port.AttemptStore.Attempts;
import dev.cofferdam.application.world.WorldContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an {@link AttemptStore} promises. */
public abstract class AttemptStoreContract extends WorldContract {
  private static final Attempts THREE =
      new Attempts(3, Instant.EPOCH, Optional.of(Instant.EPOCH.plusSeconds(1)));

  private Instant now;

  @BeforeEach
  public final void look() {
    now = given.time();
  }

  @Test
  void findsNothingTriedUnderAnUnknownKey() {
    assertThat(lock("a", "b")).isEqualTo(Map.of("a", Attempts.none(now), "b", Attempts.none(now)));
  }

  @Test
  void findsWhatWasStored() {
    put("a", THREE);
    put("b", Attempts.none(now));
    assertThat(lock("a", "b", "c"))
        .isEqualTo(Map.of("a", THREE, "b", Attempts.none(now), "c", Attempts.none(now)));
    put("a", Attempts.none(now));
    assertThat(lock("a")).isEqualTo(Map.of("a", Attempts.none(now)));
  }

  @Test
  void countsEachOfManyAtOnce() {
    List<Future<Boolean>> others = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Set<String> keys = Set.of("shared", "own-" + i);
      others.add(elsewhere(() -> countFive(keys)));
    }
    others.forEach(other -> outcomeOf(other));
    assertThat(lock("shared").get("shared").count()).isEqualTo(40);
    assertThat(lock("own-3").get("own-3").count()).isEqualTo(5);
  }

  @Test
  void isUndoneWithItsTransaction() {
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      world.attempts().lock(Set.of("a"), now);
                      world.attempts().put("a", THREE);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(lock("a")).isEqualTo(Map.of("a", Attempts.none(now)));
  }

  @Test
  void forgetsWhatIsOld() {
    put("old", new Attempts(7, now.minusSeconds(1), Optional.empty()));
    put("new", new Attempts(7, now, Optional.empty()));
    transacting(() -> world.attempts().forget(now));
    assertThat(lock("old").get("old").count()).isZero();
    assertThat(lock("new").get("new").count()).isEqualTo(7);
  }

  private boolean countFive(Set<String> keys) {
    for (int i = 0; i < 5; i++) {
      transacting(
          () ->
              world
                  .attempts()
                  .lock(keys, now)
                  .forEach(
                      (key, made) ->
                          world
                              .attempts()
                              .put(key, new Attempts(made.count() + 1, now, Optional.empty()))));
    }
    return true;
  }

  private Map<String, Attempts> lock(String... keys) {
    return inTransaction(() -> world.attempts().lock(Set.of(keys), now));
  }

  private void put(String key, Attempts attempts) {
    transacting(
        () -> {
          world.attempts().lock(Set.of(key), now);
          world.attempts().put(key, attempts);
        });
  }
}
