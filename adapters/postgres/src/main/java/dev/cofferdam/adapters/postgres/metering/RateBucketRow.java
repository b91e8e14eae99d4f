package dev.cofferdam.adapters.postgres.metering;

import dev.cofferdam.application.metering.port.TokenBuckets.Lease;

/** What a bucket gave, and has left. */
record RateBucketRow(long granted, double tokens) {
  Lease toLease() {
    return new Lease(granted, tokens);
  }
}
