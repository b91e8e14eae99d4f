package dev.cofferdam.application.vault;

import dev.cofferdam.domain.ids.OrgId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lets the threads of this process do something of an org one after the other, so that each knows
 * what the one before it learnt. It is for speed alone: who has waited for too long goes on without
 * a turn. Orgs may share one.
 */
final class OrgTurns {
  private static final int TURNS = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ReentrantLock[] locks =
      IntStream.range(0, TURNS)
          .mapToObj(turn -> new ReentrantLock(true))
          .toArray(ReentrantLock[]::new);

  <T> T take(OrgId org, Supplier<T> work) {
    ReentrantLock lock = locks[Math.floorMod(org.hashCode(), TURNS)];
    boolean locked = waitFor(lock);
    try {
      return work.get();
    } finally {
      if (locked) {
        lock.unlock();
      }
    }
  }

  private static boolean waitFor(ReentrantLock lock) {
    try {
      return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
