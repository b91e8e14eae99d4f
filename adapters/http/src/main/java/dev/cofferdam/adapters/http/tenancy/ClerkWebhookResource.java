package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.INVALID_FIELD;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.INVALID_SIGNATURE;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.MALFORMED_JSON;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.MISSING_BODY;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.WRONG_TYPE;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.platform.Arrival;
import dev.cofferdam.adapters.http.platform.StrictJson;
import dev.cofferdam.application.tenancy.FollowDirectory;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code /webhooks/clerk}: what Clerk tells, signed as Svix and Standard Webhooks do. */
@Path("/webhooks/clerk")
public final class ClerkWebhookResource {
  private final StrictJson json = new StrictJson();
  private final ClerkWebhook clerk;

  ClerkWebhookResource(ClerkWebhook clerk) {
    this.clerk = clerk;
  }

  @POST
  @Operation(
      operationId = "takeClerkEvent",
      summary = "Take a message of Clerk's",
      description =
          "For Clerk alone, which signs it (headers `svix-id`, `svix-timestamp` and `svix-signature`, or"
              + " the same with `webhook-`). Messages may come in any order and repeatedly.")
  @RequestBody(description = "The event as Clerk's own documentation has it.")
  @Refuses({INVALID_SIGNATURE, INVALID_FIELD, MALFORMED_JSON, MISSING_BODY, WRONG_TYPE})
  @Consumes(MediaType.APPLICATION_JSON)
  public void take(@Context ContainerRequestContext request, byte[] body) {
    Instant now = clerk.clock().instant();
    String id = header(request, "id");
    boolean signed =
        clerk
            .secret()
            .hasSigned(id, header(request, "timestamp"), header(request, "signature"), body, now);
    if (!signed) {
      throw invalidSignature();
    }
    Actor.Installation actor = new Actor.Installation("clerk", Arrival.of(request).origin());
    new ClerkMessage(json.readTree(body), now)
        .entry()
        .map(entry -> new FollowDirectory.Command(clerk.issuer(), id, entry))
        .ifPresent(command -> clerk.follow().execute(actor, command));
  }

  private static String header(ContainerRequestContext request, String name) {
    List<String> values =
        List.of("svix-" + name, "webhook-" + name).stream()
            .flatMap(
                each ->
                    request
                        .getHeaders()
                        .getOrDefault(each.toLowerCase(Locale.ROOT), List.of())
                        .stream())
            .toList();
    if (values.size() != 1) {
      throw invalidSignature();
    }
    return values.get(0);
  }

  private static Refusal invalidSignature() {
    return new Refusal(
        Refusal.Kind.INVALID,
        "invalid_signature",
        "The signature of this message is missing, wrong, or not of now.",
        List.of());
  }
}
