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

  private final HttpLimits limits;

  BodyLimits(HttpLimits limits) {
    this.limits = limits;
  }

  @Override
  public void configure(ResourceInfo route, FeatureContext context) {
    LargeBody large = route.getResourceMethod().getAnnotation(LargeBody.class);
    if (large == null) {
      context.register(new BodyFilter(limits.bodyBytes()), BEFORE_AUTHENTICATION);
    } else {
      boolean isUpload = large.value() == LargeBody.Kind.UPLOAD;
      int limit = isUpload ? limits.uploadBytes() : limits.fileBytes();
      context.register(new BodyFilter(limit), Priorities.ENTITY_CODER);
    }
  }
}
