package dev.cofferdam.adapters.http.events;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.DELIVERY_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.WEBHOOK_ENDPOINT_DISABLED;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.application.events.ReplayDelivery;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.OrgId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** {@code …/deliveries}: events on their way out of an org, to endpoints and callbacks. */
@Path("/api/v1/orgs/{org}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
public final class DeliveryResource {
  private final EventUseCases.Webhooks webhooks;
  private final IdempotentAnswers answers;

  DeliveryResource(EventUseCases.Webhooks webhooks, IdempotentAnswers answers) {
    this.webhooks = webhooks;
    this.answers = answers;
  }

  @GET
  @Operation(
      operationId = "listDeliveries",
      summary = "What was sent out of the org, and is to be sent, the newest first",
      description = "To all webhook endpoints, and to where runs want to be called back.")
  @Responds(pageOf = DeliveryView.class)
  @Refuses({})
  public Response list(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    return WebhookEndpointResource.deliveries(webhooks, caller, uri, org, Optional.empty());
  }

  @POST
  @Operation(
      operationId = "replayDelivery",
      summary = "Send a message once more to where it went",
      description =
          "The same bytes with the same `webhook-id`, by which the receiver knows it again; another"
              + " delivery, tried as often as the first.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = DeliveryView.class)
  @Refuses({DELIVERY_NOT_FOUND, WEBHOOK_ENDPOINT_DISABLED})
  @Path("{delivery}/replay")
  public Response replay(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("delivery") DeliveryId delivery,
      @Context ContainerRequestContext context) {
    ReplayDelivery.Command command = new ReplayDelivery.Command(org, delivery);
    return answers.once(
        caller.scope(),
        context,
        () ->
            Response.status(Response.Status.CREATED)
                .entity(DeliveryView.of(webhooks.replay().execute(caller.actor(), command)))
                .build());
  }
}
