package dev.cofferdam.application.metering.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cofferdam.application.metering.port.TokenBuckets.Lease;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.metering.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every kind of shared token buckets does. */
public abstract class TokenBucketsContract extends WorldContract {
  /** Next to nothing comes back while a test lasts. */
  private static final RateLimit SLOW = new RateLimit("test", 100, Duration.ofDays(365));

  @Test
  void isFullAtFirstAndGivesNoMoreThanItHas() {
    String bucket = given.word();
    assertThat(take(bucket, 30).granted()).isEqualTo(30);
    Lease second = take(bucket, 60);
    assertThat(second.granted()).isEqualTo(60);
    assertThat(second.left()).isCloseTo(10, within(0.5));
    assertThat(take(bucket, 60).granted()).isEqualTo(10);
    Lease none = take(bucket, 60);
    assertThat(none.granted()).isZero();
    assertThat(none.left()).isBetween(0.0, 0.5);
  }

  @Test
  void givesNoMoreThanTheQuotaAtFirst() {
    Lease all = take(given.word(), 1_000);
    assertThat(all.granted()).isEqualTo(100);
    assertThat(all.left()).isCloseTo(0, within(0.5));
  }

  @Test
  void keepsBucketsApart() {
    String bucket = given.word();
    take(bucket, 100);
    assertThat(take(given.word(), 100).granted()).isEqualTo(100);
    assertThat(take(bucket, 1).granted()).isZero();
  }

  @Test
  void takesBackWhatWasNotUsedUpToTheQuota() {
    String bucket = given.word();
    take(bucket, 100);
    world.tokenBuckets().giveBack(bucket, SLOW, 40);
    assertThat(take(bucket, 100).granted()).isEqualTo(40);
    world.tokenBuckets().giveBack(bucket, SLOW, 5_000);
    assertThat(take(bucket, 1_000).granted()).isEqualTo(100);
    world.tokenBuckets().giveBack(given.word(), SLOW, 5);
  }

  @Test
  void fillsUpWithTime() throws InterruptedException {
    RateLimit quick = new RateLimit("test", 1_000, Duration.ofSeconds(1));
    String bucket = given.word();
    assertThat(world.tokenBuckets().take(bucket, quick, 1_000).granted()).isEqualTo(1_000);
    long granted = 0;
    for (int i = 0; i < 2_000 && granted < 500; i++) {
      Thread.sleep(10);
      granted += world.tokenBuckets().take(bucket, quick, 1_000).granted();
    }
    assertThat(granted).isGreaterThanOrEqualTo(500);
  }

  @Test
  void givesEachTokenOnce() {
    String bucket = given.word();
    List<Future<Long>> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          elsewhere(
              () -> {
                long taken = 0;
                for (int round = 0; round < 10; round++) {
                  taken += take(bucket, 3).granted();
                }
                return taken;
              }));
    }
    assertThat(threads.stream().mapToLong(WorldContract::outcomeOf).sum()).isEqualTo(100);
  }

  @Test
  void forgetsWhatIsIdle() throws InterruptedException {
    String bucket = given.word();
    take(bucket, 100);
    world.tokenBuckets().forgetIdle(Duration.ofHours(1));
    assertThat(take(bucket, 1).granted()).isZero();
    Thread.sleep(5);
    world.tokenBuckets().forgetIdle(Duration.ZERO);
    assertThat(take(bucket, 1).granted()).isEqualTo(1);
  }

  private Lease take(String bucket, long want) {
    return world.tokenBuckets().take(bucket, SLOW, want);
  }
}
