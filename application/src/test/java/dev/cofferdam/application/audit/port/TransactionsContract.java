package dev.cofferdam.application.audit.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.identity.User;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@link Transactions} promise, told by means of the store of users. */
public abstract class TransactionsContract extends WorldContract {
  private static final PasswordHash HASH = new PasswordHash("$argon2id$x");

  @Test
  void commitsWhatItsWorkWrote() {
    User user = given.newcomer();
    transacting(() -> world.users().add(user, HASH));
    assertThat(isStored(user)).isTrue();
  }

  @Test
  void givesWhatItsWorkReturns() {
    assertThat(inTransaction(() -> "ada")).isEqualTo("ada");
  }

  @Test
  void seesItsOwnWrites() {
    User user = given.newcomer();
    boolean seen =
        inTransaction(
            () -> {
              world.users().add(user, HASH);
              return world.users().find(user.id()).isPresent();
            });
    assertThat(seen).isTrue();
  }

  @Test
  void undoesEverythingAfterAnException() {
    User first = given.newcomer();
    User second = given.newcomer();
    IllegalStateException failure = new IllegalStateException("after both writes");
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      world.users().add(first, HASH);
                      world.users().add(second, HASH);
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(isStored(first)).isFalse();
    assertThat(isStored(second)).isFalse();
  }

  @Test
  void isUsableAfterAnException() {
    assertThatThrownBy(() -> transacting(this::fail)).isInstanceOf(Expected.class);
    User user = given.newcomer();
    transacting(() -> world.users().add(user, HASH));
    assertThat(isStored(user)).isTrue();
  }

  @Test
  void keepsItsWritesToItselfUntilTheCommit() {
    User user = given.newcomer();
    boolean seenElsewhere =
        inTransaction(
            () -> {
              world.users().add(user, HASH);
              return outcomeElsewhere(() -> isStored(user));
            });
    assertThat(seenElsewhere).isFalse();
    assertThat(outcomeElsewhere(() -> isStored(user))).isTrue();
  }

  @Test
  void doesWhatIsForTheEndWhicheverEndItIs() {
    List<String> told = new ArrayList<>();
    User user = given.newcomer();
    transacting(
        () -> {
          world.transactions().afterCommit(() -> told.add("committed"));
          transacting(() -> world.transactions().afterEnd(() -> told.add("over")));
          world.users().add(user, HASH);
          world
              .transactions()
              .afterEnd(() -> told.add("stored: " + outcomeElsewhere(() -> isStored(user))));
          assertThat(told).isEmpty();
        });
    assertThat(told).containsExactly("committed", "over", "stored: true");
    told.clear();
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      world.transactions().afterEnd(() -> told.add("undone"));
                      fail();
                    }))
        .isInstanceOf(Expected.class);
    assertThat(told).containsExactly("undone");
    world.transactions().afterEnd(() -> told.add("at once"));
    assertThat(told).containsExactly("undone", "at once");
  }

  @Test
  void mayHaveATransactionOfItsOwnAtTheEndOfAnother() {
    User user = given.newcomer();
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      world
                          .transactions()
                          .afterEnd(() -> transacting(() -> world.users().add(user, HASH)));
                      fail();
                    }))
        .isInstanceOf(Expected.class);
    assertThat(isStored(user)).isTrue();
  }

  @Test
  void joinsTheTransactionThatIsUnderWay() {
    User user = given.newcomer();
    boolean seenElsewhere =
        inTransaction(
            () -> {
              transacting(() -> world.users().add(user, HASH));
              return outcomeElsewhere(() -> isStored(user));
            });
    assertThat(seenElsewhere).as("nested work is committed with the outer work").isFalse();
    assertThat(isStored(user)).isTrue();
  }

  @Test
  void undoesJoinedWorkWithTheOuterWork() {
    User user = given.newcomer();
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      transacting(() -> world.users().add(user, HASH));
                      fail();
                    }))
        .isInstanceOf(Expected.class);
    assertThat(isStored(user)).isFalse();
  }

  @Test
  void undoesTheOuterWorkWhenJoinedWorkFailedEvenIfSomebodyCaughtIt() {
    User user = given.newcomer();
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      world.users().add(user, HASH);
                      try {
                        transacting(this::fail);
                      } catch (Expected caught) {
                        // an exception undoes everything, so the outer work can't be saved any more
                      }
                    }))
        .isInstanceOf(RuntimeException.class);
    assertThat(isStored(user)).isFalse();
  }

  @Test
  void runsWhatWaitsForTheCommitAfterItInOrder() {
    User user = given.newcomer();
    List<String> told = new ArrayList<>();
    transacting(
        () -> {
          world.transactions().afterCommit(() -> told.add("first"));
          transacting(() -> world.transactions().afterCommit(() -> told.add("second")));
          world
              .transactions()
              .afterCommit(() -> told.add("stored: " + outcomeElsewhere(() -> isStored(user))));
          world.users().add(user, HASH);
          assertThat(told).as("nothing is told before the commit").isEmpty();
        });
    assertThat(told).containsExactly("first", "second", "stored: true");
  }

  @Test
  void neverRunsWhatWaitsForACommitThatDidNotHappen() {
    List<String> told = new ArrayList<>();
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      world.transactions().afterCommit(() -> told.add("undone"));
                      fail();
                    }))
        .isInstanceOf(Expected.class);
    transacting(() -> world.transactions().afterCommit(() -> told.add("done")));
    assertThat(told).containsExactly("done");
  }

  @Test
  void mayBeginAnotherTransactionAfterTheCommit() {
    User user = given.newcomer();
    transacting(
        () ->
            world
                .transactions()
                .afterCommit(() -> transacting(() -> world.users().add(user, HASH))));
    assertThat(isStored(user)).isTrue();
  }

  @Test
  void refusesToWriteOutsideOfATransaction() {
    User user = given.newcomer();
    assertThatThrownBy(() -> world.users().add(user, HASH)).isInstanceOf(RuntimeException.class);
    assertThat(isStored(user)).isFalse();
  }

  @Test
  void letsManyThreadsWorkAtOnce() throws Exception {
    CountDownLatch bothInside = new CountDownLatch(2);
    List<User> users = List.of(given.newcomer(), given.newcomer());
    List<Future<Boolean>> work = new ArrayList<>();
    for (User user : users) {
      work.add(
          elsewhere(
              () ->
                  inTransaction(
                      () -> {
                        world.users().add(user, HASH);
                        bothInside.countDown();
                        return awaited(bothInside);
                      })));
    }
    for (Future<Boolean> one : work) {
      assertThat(outcomeOf(one)).as("both were in a transaction at the same time").isTrue();
    }
    assertThat(users).allMatch(this::isStored);
  }

  private boolean isStored(User user) {
    return inTransaction(() -> world.users().find(user.id()).isPresent());
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void fail() {
    throw new Expected();
  }

  private static final class Expected extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
