package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.application.identity.Authenticate;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The credential of a request: a bearer token (RFC 6750, section 2.1), or an API key or a service
 * token as it is. One that is refused counts against the address that it came from, so that
 * guessing has an end. It is looked up first, at the price of one indexed read: asking the limit
 * before would keep out good credentials behind an address that somebody else guesses from.
 */
final class Credentials {
  private static final String CALLER = Caller.class.getName();
  private static final Pattern BARE = Pattern.compile("(cf[dr]_[A-Za-z0-9]{1,200}) *");

  private final Authenticate authenticate;
  private final RateLimits rateLimits;

  Credentials(Authenticate authenticate, RateLimits rateLimits) {
    this.authenticate = authenticate;
    this.rateLimits = rateLimits;
  }

  /**
   * Who makes a request; it is checked once.
   *
   * @throws Refusal {@code unauthenticated}, {@code rate_limited}, and as {@link Authenticate} does
   */
  Caller callerOf(ContainerRequestContext request) {
    if (request.getProperty(CALLER) instanceof Caller known) {
      return known;
    }
    String token = tokenOf(request);
    Actor.Origin origin = Arrival.of(request).origin();
    Supplier<Actor> check = () -> authenticate.execute(new Authenticate.Command(token, origin));
    Caller caller = new Caller(first(request, check), check);
    request.setProperty(CALLER, caller);
    return caller;
  }

  /** Counts a request that goes no further against who makes it. */
  void count(ContainerRequestContext request, Caller caller) {
    RateLimitFilter.hold(request, rateLimits.spend(caller, Optional.empty()));
  }

  private Actor first(ContainerRequestContext request, Supplier<Actor> check) {
    try {
      return check.get();
    } catch (Refusal refused) {
      if (refused.kind() == Refusal.Kind.UNAUTHENTICATED
          || refused.kind() == Refusal.Kind.FORBIDDEN) {
        RateLimitFilter.hold(request, rateLimits.spend(Arrival.of(request).ip()));
      }
      throw refused;
    }
  }

  private static String tokenOf(ContainerRequestContext request) {
    List<String> headers = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (headers == null || headers.isEmpty()) {
      throw Refusal.unauthenticated("unauthenticated", "This needs a credential.");
    }
    return Optional.of(headers.get(0))
        .filter(only -> headers.size() == 1)
        .flatMap(only -> BearerToken.in(only).or(() -> bare(only)))
        .orElseThrow(
            () ->
                Refusal.unauthenticated(
                    "invalid_token", "The Authorization header must be: Bearer <token>."));
  }

  private static Optional<String> bare(String header) {
    Matcher bare = BARE.matcher(header);
    return bare.matches() ? Optional.of(bare.group(1)) : Optional.empty();
  }
}
