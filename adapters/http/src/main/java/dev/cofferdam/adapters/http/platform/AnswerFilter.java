package dev.cofferdam.adapters.http.platform;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Says in each problem which request it is about, and keeps answers out of caches. Jetty closes a
 * connection whose request's body was not read: a client that is not told would send its next
 * request on it, and get no answer (RFC 9112, section 9.6).
 */
final class AnswerFilter implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Problem problem) {
      response.setEntity(problem.about(Arrival.of(request).id()));
    }
    if (!response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL)) {
      response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    if (BodyFilter.hasUnreadBody(request)) {
      response.getHeaders().putSingle("Connection", "close");
    }
  }
}
