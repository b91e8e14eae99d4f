package dev.cofferdam.adapters.http.events;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.TOO_MANY_WEBHOOK_ENDPOINTS;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.WEBHOOK_ENDPOINT_DISABLED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.WEBHOOK_ENDPOINT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.LOCATION;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.events.CreateWebhookEndpoint;
import dev.cofferdam.application.events.DeleteWebhookEndpoint;
import dev.cofferdam.application.events.ListDeliveries;
import dev.cofferdam.application.events.ListWebhookEndpoints;
import dev.cofferdam.application.events.RotateWebhookSecret;
import dev.cofferdam.application.events.ShowWebhookEndpoint;
import dev.cofferdam.application.events.TestWebhookEndpoint;
import dev.cofferdam.domain.events.Delivery;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** {@code …/webhook-endpoints}: where an org's events are sent. */
@Path("/api/v1/orgs/{org}/webhook-endpoints")
@Produces(MediaType.APPLICATION_JSON)
public final class WebhookEndpointResource {
  private final EventUseCases.Webhooks webhooks;
  private final IdempotentAnswers answers;

  WebhookEndpointResource(EventUseCases.Webhooks webhooks, IdempotentAnswers answers) {
    this.webhooks = webhooks;
    this.answers = answers;
  }

  @GET
  @Operation(
      operationId = "listWebhookEndpoints",
      summary = "Where the org's events are sent, the oldest first")
  @Responds(pageOf = WebhookEndpointView.class)
  @Refuses({})
  public Response list(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    List<WebhookEndpoint> found =
        webhooks
            .list()
            .execute(
                caller.actor(),
                new ListWebhookEndpoints.Command(
                    org, paging.after(WebhookEndpointId::parse), paging.ask()));
    Paging.Page<WebhookEndpoint> page = paging.cut(found, each -> each.id().toString());
    return paging
        .answer(new PageView<>(page.views(WebhookEndpointView::of), page.next()), page)
        .build();
  }

  @POST
  @Operation(
      operationId = "createWebhookEndpoint",
      summary = "Have events of the org sent to an address",
      description =
          "Signed as in Standard Webhooks 1.0, with the `secret` that only this answer shows. What is"
              + " not taken is sent again up to nine times over three days.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = WebhookEndpointView.class, headers = LOCATION)
  @Refuses(TOO_MANY_WEBHOOK_ENDPOINTS)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @Context ContainerRequestContext context,
      CreateWebhookEndpointRequest request) {
    CreateWebhookEndpoint.Command command = request.command(org);
    return answers.once(
        caller.scope(),
        context,
        () -> {
          WebhookEndpoint made = webhooks.create().execute(caller.actor(), command);
          return Response.created(
                  URI.create("/api/v1/orgs/" + org + "/webhook-endpoints/" + made.id()))
              .entity(WebhookEndpointView.made(made))
              .build();
        });
  }

  @GET
  @Operation(operationId = "getWebhookEndpoint", summary = "One address that events are sent to")
  @Refuses(WEBHOOK_ENDPOINT_NOT_FOUND)
  @Path("{endpoint}")
  public WebhookEndpointView show(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("endpoint") WebhookEndpointId endpoint) {
    return WebhookEndpointView.of(
        webhooks.show().execute(caller.actor(), new ShowWebhookEndpoint.Command(org, endpoint)));
  }

  @PATCH
  @Operation(
      operationId = "updateWebhookEndpoint",
      summary = "Change where, what or whether events are sent",
      description =
          "Also switches one on again that was switched off because it took nothing for five days, or"
              + " answered 410.")
  @Refuses(WEBHOOK_ENDPOINT_NOT_FOUND)
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{endpoint}")
  public WebhookEndpointView change(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("endpoint") WebhookEndpointId endpoint,
      ChangeWebhookEndpointRequest request) {
    return WebhookEndpointView.of(
        webhooks.change().execute(caller.actor(), request.command(org, endpoint)));
  }

  @DELETE
  @Operation(
      operationId = "deleteWebhookEndpoint",
      summary = "Send no more events to an address",
      description = "Its deliveries go with it.")
  @Refuses(WEBHOOK_ENDPOINT_NOT_FOUND)
  @Path("{endpoint}")
  public void delete(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("endpoint") WebhookEndpointId endpoint) {
    webhooks.delete().execute(caller.actor(), new DeleteWebhookEndpoint.Command(org, endpoint));
  }

  @POST
  @Operation(
      operationId = "rotateWebhookSecret",
      summary = "Give an endpoint another secret",
      description =
          "For 24 hours messages carry two signatures: one with the secret that this answer shows, and"
              + " one with the secret before.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(view = SigningSecretView.class)
  @Refuses(WEBHOOK_ENDPOINT_NOT_FOUND)
  @Path("{endpoint}/rotate-secret")
  public Response rotate(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("endpoint") WebhookEndpointId endpoint,
      @Context ContainerRequestContext context) {
    RotateWebhookSecret.Command command =
        new RotateWebhookSecret.Command(org, Optional.of(endpoint));
    return answers.once(
        caller.scope(),
        context,
        () ->
            Response.ok(SigningSecretView.of(webhooks.rotate().execute(caller.actor(), command)))
                .build());
  }

  @POST
  @Operation(
      operationId = "testWebhookEndpoint",
      summary = "Send an endpoint a test",
      description = "A message of type `webhook_endpoint.test`, sent as any event is.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = DeliveryView.class)
  @Refuses({WEBHOOK_ENDPOINT_NOT_FOUND, WEBHOOK_ENDPOINT_DISABLED})
  @Path("{endpoint}/test")
  public Response test(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("endpoint") WebhookEndpointId endpoint,
      @Context ContainerRequestContext context) {
    TestWebhookEndpoint.Command command = new TestWebhookEndpoint.Command(org, endpoint);
    return answers.once(
        caller.scope(),
        context,
        () ->
            Response.status(Response.Status.CREATED)
                .entity(DeliveryView.of(webhooks.test().execute(caller.actor(), command)))
                .build());
  }

  @GET
  @Operation(
      operationId = "listEndpointDeliveries",
      summary = "What was sent to an endpoint, and is to be sent, the newest first")
  @Responds(pageOf = DeliveryView.class)
  @Refuses(WEBHOOK_ENDPOINT_NOT_FOUND)
  @Path("{endpoint}/deliveries")
  public Response deliveries(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("endpoint") WebhookEndpointId endpoint,
      @Context UriInfo uri) {
    return deliveries(webhooks, caller, uri, org, Optional.of(endpoint));
  }

  static Response deliveries(
      EventUseCases.Webhooks webhooks,
      Caller caller,
      UriInfo uri,
      OrgId org,
      Optional<WebhookEndpointId> endpoint) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    List<Delivery> found =
        webhooks
            .deliveries()
            .execute(
                caller.actor(),
                new ListDeliveries.Command(
                    org, endpoint, paging.after(DeliveryId::parse), paging.ask()));
    Paging.Page<Delivery> page = paging.cut(found, each -> each.id().toString());
    return paging.answer(new PageView<>(page.views(DeliveryView::of), page.next()), page).build();
  }
}
