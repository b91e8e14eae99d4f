package dev.cofferdam.app.bench;

import dev.cofferdam.adapters.argon2.identity.Argon2PasswordHasher;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.domain.identity.Password;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Logging in against checking passwords with the same parameters and nothing else, both in this
 * process: two hashes at once, which is as many as a server makes, and one more log-in, which waits
 * for its turn.
 */
final class LogInBench {
  private static final int HASHES_AT_ONCE = 2;
  private static final int CONNECTIONS = HASHES_AT_ONCE + 1;
  private static final Duration WARMUP = Duration.ofSeconds(15);
  private static final Duration TIME = Duration.ofSeconds(4);
  private static final int ROUNDS = 3;

  private final HttpLoad logIn;
  private final Argon2PasswordHasher hasher = new Argon2PasswordHasher();
  private final Password password;
  private final PasswordHash hash;

  LogInBench(BenchTenant tenant) {
    this.logIn = new HttpLoad(tenant.port(), tenant.logIn());
    this.password = Password.chosen("password", tenant.password());
    this.hash = hasher.hash(password);
  }

  /**
   * @param ratio of log-ins to hashes a second, of each round
   */
  record LogIns(Sample ratio, Sample logIns, Sample hashes) {}

  LogIns measure() throws IOException, InterruptedException {
    logIn.run(CONNECTIONS, WARMUP);
    hashesPerSecond(WARMUP);
    LogIns found = new LogIns(new Sample(), new Sample(), new Sample());
    for (int i = 0; i < ROUNDS; i++) {
      double hashes = hashesPerSecond(TIME);
      double logIns = logIn.run(CONNECTIONS, TIME).perSecond();
      found.hashes().add(hashes);
      found.logIns().add(logIns);
      found.ratio().add(logIns / hashes);
    }
    return found;
  }

  private double hashesPerSecond(Duration time) throws IOException, InterruptedException {
    ExecutorService hands = Executors.newFixedThreadPool(HASHES_AT_ONCE);
    try {
      long began = System.nanoTime();
      long end = began + time.toNanos();
      List<Future<Integer>> work = new ArrayList<>();
      for (int i = 0; i < HASHES_AT_ONCE; i++) {
        Callable<Integer> hand = () -> hashUntil(end);
        work.add(hands.submit(hand));
      }
      long made = 0;
      for (Future<Integer> each : work) {
        made += each.get();
      }
      return made / ((System.nanoTime() - began) / 1e9);
    } catch (ExecutionException e) {
      throw new IOException("a hash failed", e.getCause());
    } finally {
      hands.shutdownNow();
    }
  }

  private int hashUntil(long end) {
    int made = 0;
    while (System.nanoTime() < end) {
      if (!hasher.matches(password, hash)) {
        throw new IllegalStateException("a password does not match its own hash");
      }
      made++;
    }
    return made;
  }
}
