package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.adapters.http.identity.IdentityUseCases.Notifications;
import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.application.identity.port.MutedTopicStore.Topic;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/** {@code /api/v1/me/notifications}: which letters the caller wants. */
@Path("/api/v1/me/notifications")
@Produces(MediaType.APPLICATION_JSON)
public final class NotificationsResource {
  private final Notifications notifications;

  NotificationsResource(Notifications notifications) {
    this.notifications = notifications;
  }

  @GET
  @Operation(
      operationId = "getNotifications",
      summary = "Which letters the caller wants",
      description =
          "Letters that somebody waits for, or that guard the account, are sent in any case.")
  @Refuses({})
  public NotificationsView show(@Auth Caller caller) {
    return NotificationsView.of(notifications.show().execute(caller.actor()));
  }

  @PUT
  @Operation(operationId = "setNotifications", summary = "Say which letters one wants")
  @Refuses({})
  @Consumes(MediaType.APPLICATION_JSON)
  public NotificationsView set(@Auth Caller caller, NotificationsRequest request) {
    Set<Topic> muted = request.muted();
    notifications.set().execute(caller.actor(), muted);
    return NotificationsView.of(muted);
  }
}
