package dev.cofferdam.adapters.postgres.metering;

import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Token buckets. */
interface RateBucketDao {
  /** Refills by the server's clock and takes, in one statement that locks the row for itself. */
  @SqlQuery(
      """
      insert into rate_buckets as b (bucket, tokens, refilled_at, granted)
      values (:bucket, :quota - least(:want, :quota), clock_timestamp(), least(:want, :quota))
      on conflict (bucket) do update
      set (tokens, refilled_at, granted) = (
        select r.tokens - least(:want, floor(r.tokens)), r.at, least(:want, floor(r.tokens))
        from (
          select
            least(
              :quota,
              b.tokens + greatest(0, extract(epoch from c.at - b.refilled_at)) * :perSecond) as tokens,
            greatest(c.at, b.refilled_at) as at
          from (select clock_timestamp() as at) c
        ) r)
      returning granted, tokens
      """)
  RateBucketRow take(String bucket, long want, double quota, double perSecond);

  @SqlUpdate(
      "update rate_buckets set tokens = least(:quota, tokens + :tokens) where bucket = :bucket")
  void giveBack(String bucket, double quota, long tokens);

  @SqlUpdate(
      """
      delete from rate_buckets
      where refilled_at < clock_timestamp() - make_interval(secs => :idleSeconds)
      """)
  void forgetIdle(double idleSeconds);
}
