package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Refusal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/**
 * Refuses parameters within paths ({@code /orgs;v=1/acme}, RFC 3986, 3.3), which no route has:
 * JAX-RS would answer as if they weren't there, and what stands before us may read such a path
 * otherwise.
 */
@PreMatching
@Priority(OwnOrgPaths.AFTER_ARRIVAL - 1)
final class PlainPaths implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getUriInfo().getRequestUri().getRawPath().indexOf(';') >= 0) {
      throw Refusal.invalid("path", "must have no parameters (;)");
    }
  }
}
