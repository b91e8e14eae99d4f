package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.ids.RequestId;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Objects;
import java.util.Optional;

/**
 * A request's arrival, known before anything else is.
 *
 * @param ip the address that the connection comes from, without brackets
 * @param userAgent as it was sent
 */
public record Arrival(RequestId id, String ip, Optional<String> userAgent) {
  /** The request attribute that carries it. */
  static final String ATTRIBUTE = Arrival.class.getName();

  public static Arrival of(ContainerRequestContext request) {
    return Objects.requireNonNull((Arrival) request.getProperty(ATTRIBUTE), "no arrival filter");
  }

  public Actor.Origin origin() {
    return new Actor.Origin(Optional.of(ip), Optional.of(id), userAgent);
  }

  /** Who makes the request, where it takes no credential. */
  public Actor anonymous() {
    return new Actor.Anonymous(origin());
  }
}
