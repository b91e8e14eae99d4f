package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.application.identity.Authenticate;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out who calls, by a bearer token (RFC 6750, section 2.1). */
@Priority(Priorities.AUTHENTICATION)
final class BearerFilter implements ContainerRequestFilter {
  private final Authenticate authenticate;

  BearerFilter(Authenticate authenticate) {
    this.authenticate = authenticate;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String token = tokenOf(request);
    Actor.Origin origin = Arrival.of(request).origin();
    Supplier<Actor> check = () -> authenticate.execute(new Authenticate.Command(token, origin));
    Caller caller = new Caller(check.get(), check);
    boolean secure = request.getSecurityContext().isSecure();
    request.setSecurityContext(new BearerContext(caller, secure));
  }

  private static String tokenOf(ContainerRequestContext request) {
    List<String> headers = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (headers == null || headers.isEmpty()) {
      throw Refusal.unauthenticated("unauthenticated", "This needs a credential.");
    }
    return Optional.of(headers.get(0))
        .filter(only -> headers.size() == 1)
        .flatMap(BearerToken::in)
        .orElseThrow(
            () ->
                Refusal.unauthenticated(
                    "invalid_token", "The Authorization header must be: Bearer <token>."));
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
