package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.EMAIL_TAKEN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.INVALID_TOKEN_IN_LINK;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SLOW_DOWN;
import static dev.cofferdam.adapters.http.platform.Faults.required;

import dev.cofferdam.adapters.http.identity.IdentityUseCases.Emails;
import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.platform.Caller;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /api/v1/auth/email}: whose an address is. */
@Path("/api/v1/auth/email")
@Produces(MediaType.APPLICATION_JSON)
public final class EmailResource {
  private static final AcceptedView RESENT =
      new AcceptedView("Unless the address is known to be yours, a letter is on its way.");

  private final Emails emails;

  EmailResource(Emails emails) {
    this.emails = emails;
  }

  @POST
  @Operation(
      operationId = "verifyEmail",
      summary = "Show that an e-mail address is one's own",
      description =
          "Takes the token of the link in a letter. It works once, for a day, and is all that is"
              + " needed, whoever is signed in where. An address that was asked for by PATCH of"
              + " /api/v1/me becomes the account's.")
  @Refuses({EMAIL_TAKEN, INVALID_TOKEN_IN_LINK})
  @Path("verify")
  @Consumes(MediaType.APPLICATION_JSON)
  public EmailView verify(TokenRequest request) {
    return EmailView.of(emails.verify().execute(required("token", request.token())));
  }

  @POST
  @Operation(
      operationId = "resendVerification",
      summary = "Have the letter sent again that verifies one's e-mail address",
      description = "Links of earlier letters stop working.")
  @Responds(status = 202, view = AcceptedView.class)
  @Refuses(SLOW_DOWN)
  @Path("resend")
  public Response resend(@Auth Caller caller) {
    emails.resend().execute(caller.actor());
    return Response.accepted(RESENT).build();
  }
}
