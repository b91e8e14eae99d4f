package dev.cofferdam.adapters.http.events;

import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.application.events.RotateWebhookSecret;
import dev.cofferdam.domain.ids.OrgId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** {@code …/callbacks}: how the callbacks of an org's runs are signed. */
@Path("/api/v1/orgs/{org}/callbacks")
@Produces(MediaType.APPLICATION_JSON)
public final class CallbackResource {
  private final EventUseCases.Webhooks webhooks;
  private final IdempotentAnswers answers;

  CallbackResource(EventUseCases.Webhooks webhooks, IdempotentAnswers answers) {
    this.webhooks = webhooks;
    this.answers = answers;
  }

  @POST
  @Operation(
      operationId = "rotateCallbackSecret",
      summary = "Give the callbacks of the org's runs another secret",
      description =
          "The first time this is how one gets to know it. For 24 hours callbacks carry two"
              + " signatures: one with the secret that this answer shows, and one with the secret"
              + " before.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(view = SigningSecretView.class)
  @Refuses({})
  @Path("rotate-secret")
  public Response rotate(
      @Auth Caller caller, @PathParam("org") OrgId org, @Context ContainerRequestContext context) {
    RotateWebhookSecret.Command command = new RotateWebhookSecret.Command(org, Optional.empty());
    return answers.once(
        caller.scope(),
        context,
        () ->
            Response.ok(SigningSecretView.of(webhooks.rotate().execute(caller.actor(), command)))
                .build());
  }
}
