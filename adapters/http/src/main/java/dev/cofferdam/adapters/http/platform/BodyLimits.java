package dev.cofferdam.adapters.http.platform;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/** Puts the limit that belongs to it before each route. */
final class BodyLimits implements DynamicFeature {
  private final int limit;
  private final int largeLimit;

  /**
   * @param limit in bytes, for all routes but those with a {@link LargeBody}
   */
  BodyLimits(int limit, int largeLimit) {
    this.limit = limit;
    this.largeLimit = largeLimit;
  }

  @Override
  public void configure(ResourceInfo route, FeatureContext context) {
    boolean large = route.getResourceMethod().isAnnotationPresent(LargeBody.class);
    context.register(new BodyFilter(large ? largeLimit : limit));
  }
}
