package dev.cofferdam.adapters.http.platform;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;

/**
 * Refuses query parameters at API routes that don't look at their query: {@code ?version=1} at a
 * route that knows no versions must not be answered as if it had been understood.
 */
final class QueryLimits implements DynamicFeature {
  private static final String API = "/api/";

  @Override
  public void configure(ResourceInfo route, FeatureContext context) {
    Path path = route.getResourceClass().getAnnotation(Path.class);
    boolean reads =
        Arrays.asList(route.getResourceMethod().getParameterTypes()).contains(UriInfo.class);
    if (path != null && path.value().startsWith(API) && !reads) {
      context.register(NoQuery.class);
    }
  }

  @Priority(Priorities.USER)
  static final class NoQuery implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      Query.of(request.getUriInfo());
    }
  }
}
