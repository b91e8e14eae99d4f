package dev.cofferdam.adapters.http.platform;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/** Puts the limit that belongs to it before each route. */
final class BodyLimits implements DynamicFeature {
  /**
   * A small body is taken before the credential is looked at: Jetty closes a connection whose body
   * nobody read, and the client's next request on it would fail.
   */
  private static final int BEFORE_AUTHENTICATION = Priorities.AUTHENTICATION - 1;

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
    if (route.getResourceMethod().isAnnotationPresent(LargeBody.class)) {
      context.register(new BodyFilter(largeLimit), Priorities.ENTITY_CODER);
    } else {
      context.register(new BodyFilter(limit), BEFORE_AUTHENTICATION);
    }
  }
}
