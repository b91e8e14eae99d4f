package dev.cofferdam.adapters.postgres.metering;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.metering.port.TokenBuckets;
import dev.cofferdam.domain.metering.RateLimit;
import java.time.Duration;

/** Token buckets in PostgreSQL, by the server's clock. */
public final class JdbiTokenBuckets implements TokenBuckets {
  private final JdbiTransactions transactions;

  public JdbiTokenBuckets(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Lease take(String bucket, RateLimit limit, long want) {
    return transactions
        .look(
            handle ->
                handle
                    .attach(RateBucketDao.class)
                    .take(bucket, want, (double) limit.quota(), limit.perSecond()))
        .toLease();
  }

  @Override
  public void giveBack(String bucket, RateLimit limit, long tokens) {
    transactions.look(
        handle -> {
          handle.attach(RateBucketDao.class).giveBack(bucket, (double) limit.quota(), tokens);
          return bucket;
        });
  }

  @Override
  public void forgetIdle(Duration idle) {
    transactions.look(
        handle -> {
          handle.attach(RateBucketDao.class).forgetIdle(idle.toMillis() / 1e3);
          return idle;
        });
  }
}
