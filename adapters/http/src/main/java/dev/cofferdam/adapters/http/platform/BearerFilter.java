package dev.cofferdam.adapters.http.platform;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Finds out who calls a route that takes a credential. */
@Priority(Priorities.AUTHENTICATION)
final class BearerFilter implements ContainerRequestFilter {
  private final Credentials credentials;

  BearerFilter(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Caller caller = credentials.callerOf(request);
    boolean secure = request.getSecurityContext().isSecure();
    request.setSecurityContext(new BearerContext(caller, secure));
  }

  private record BearerContext(Caller caller, boolean secure) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return caller;
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }
}
