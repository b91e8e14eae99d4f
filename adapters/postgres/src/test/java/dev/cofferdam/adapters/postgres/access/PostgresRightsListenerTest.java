package dev.cofferdam.adapters.postgres.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.adapters.postgres.DatabaseUrl;
import dev.cofferdam.adapters.postgres.TestDatabase;
import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.RevocationsContract;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a process hears on its own connection; time stands still unless a test moves it. */
class PostgresRightsListenerTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AtomicLong now = new AtomicLong();
  private final RightsCache cache = new RightsCache(100, now::get);
  private final List<Revocation> all = RevocationsContract.all();
  private PostgresRightsListener listener = listening(DATABASE.appUrl());

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  void hearsWhatAnotherProcessCommitted() {
    awaitHearing();
    all.forEach(this::remember);
    publishElsewhere(all.subList(0, 3));
    await(() -> all.subList(0, 3).stream().noneMatch(this::remembers));
    assertThat(all.subList(3, 6)).allMatch(this::remembers);
  }

  @Test
  void forgetsEverythingForWhatItDoesNotUnderstand() {
    awaitHearing();
    remember(all.get(0));
    DATABASE.app().useHandle(handle -> handle.execute("notify cofferdam_rights, 'team x'"));
    await(() -> !remembers(all.get(0)));
    awaitHearing();
  }

  @Test
  void remembersNothingOfTheTimeBeforeItsConnectionWasLost() {
    awaitHearing();
    remember(all.get(0));
    killListeners();
    await(() -> !remembers(all.get(0)));
    awaitHearing();
    assertThat(remembers(all.get(0))).isFalse();
  }

  @Test
  void hearsNothingWhereThereIsNobody() {
    listener.close();
    RightsCache unheard = new RightsCache(100, now::get);
    listener =
        new PostgresRightsListener(DatabaseUrl.loopback(1, "nowhere", "nobody", ""), unheard);
    listener.start();
    unheard.keep(unheard.look(), "key", "value", Set.of());
    assertThat(unheard.find("key", String.class)).isEmpty();
  }

  @Test
  void forgetsEverythingWhenItIsClosed() {
    awaitHearing();
    remember(all.get(0));
    listener.close();
    assertThat(remembers(all.get(0))).isFalse();
  }

  private PostgresRightsListener listening(DatabaseUrl url) {
    PostgresRightsListener made = new PostgresRightsListener(url, cache);
    made.start();
    return made;
  }

  private void awaitHearing() {
    await(
        () -> {
          cache.keep(cache.look(), "probe", "probe", Set.of());
          return cache.find("probe", String.class).isPresent();
        });
  }

  private void remember(Revocation endedBy) {
    cache.keep(cache.look(), endedBy, "value", Set.of(endedBy));
    assertThat(remembers(endedBy)).isTrue();
  }

  private boolean remembers(Revocation endedBy) {
    return cache.find(endedBy, String.class).isPresent();
  }

  private static void publishElsewhere(List<Revocation> revocations) {
    JdbiRevocations elsewhere = new JdbiRevocations(DATABASE.transactions(), revocation -> {});
    DATABASE
        .transactions()
        .required(
            () -> {
              revocations.forEach(elsewhere::publish);
              return revocations;
            });
  }

  private static void killListeners() {
    DATABASE
        .superuser()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where application_name = 'cofferdam-listener' and datname = current_database()
                    """));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
