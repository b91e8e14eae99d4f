package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.application.metering.RateLimiter.Decision;
import dev.cofferdam.application.tenancy.ResolveOrg;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.RateLimit;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds API requests to their rate limits, and tells how much is left in {@code RateLimit} and
 * {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers): {@code q} requests in {@code w}
 * seconds, {@code r} left, all of them back in {@code t} seconds.
 */
@Priority(Priorities.AUTHORIZATION)
final class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String DECISIONS = RateLimitFilter.class.getName();
  private static final String API = "api/";

  private final RateLimits limits;
  private final ResolveOrg resolveOrg;

  RateLimitFilter(RateLimits limits, ResolveOrg resolveOrg) {
    this.limits = limits;
    this.resolveOrg = resolveOrg;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!request.getUriInfo().getPath().startsWith(API)) {
      return;
    }
    if (request.getSecurityContext().getUserPrincipal() instanceof Caller caller) {
      Optional<OrgId> named = orgOf(request);
      Standing.note(request, named);
      hold(request, limits.spend(caller, named));
    } else {
      hold(request, limits.spend(Arrival.of(request).ip()));
    }
  }

  /**
   * Tells a request's answer what was decided about it.
   *
   * @throws Refusal {@code rate_limited} where it may not go on
   */
  static void hold(ContainerRequestContext request, List<Decision> decisions) {
    request.setProperty(DECISIONS, decisions);
    for (Decision decision : decisions) {
      if (!decision.admitted()) {
        throw Refusal.limited(
            "rate_limited",
            "Too many requests: this "
                + decision.limit().name()
                + " may make "
                + decision.limit().quota()
                + " in "
                + decision.limit().window().toSeconds()
                + " seconds.",
            decision.retryAfter());
      }
    }
  }

  /** The org that the path names, whether or not it is there. */
  private Optional<OrgId> orgOf(ContainerRequestContext request) {
    String named = request.getUriInfo().getPathParameters().getFirst("org");
    if (named == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(resolveOrg.execute(named));
    } catch (Refusal refused) {
      if (refused.kind() == Refusal.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  @Override
  @SuppressWarnings("unchecked") // nobody else sets this property
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    List<Decision> decisions = (List<Decision>) request.getProperty(DECISIONS);
    if (decisions != null && !decisions.isEmpty()) {
      response.getHeaders().putSingle("RateLimit-Policy", list(decisions, RateLimitFilter::policy));
      response.getHeaders().putSingle("RateLimit", list(decisions, RateLimitFilter::state));
    }
  }

  private static String list(List<Decision> decisions, Function<Decision, String> item) {
    return decisions.stream().map(item).collect(Collectors.joining(", "));
  }

  private static String policy(Decision decision) {
    RateLimit limit = decision.limit();
    return '"' + limit.name() + "\";q=" + limit.quota() + ";w=" + limit.window().toSeconds();
  }

  private static String state(Decision decision) {
    Duration wait = decision.admitted() ? decision.fullAfter() : decision.retryAfter();
    return '"' + decision.limit().name() + "\";r=" + decision.remaining() + ";t=" + seconds(wait);
  }

  private static long seconds(Duration time) {
    return time.plusNanos(999_999_999).toSeconds();
  }
}
