package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.EMAIL_TAKEN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.INVALID_TOKEN_IN_LINK;
import static dev.cofferdam.adapters.http.platform.Faults.required;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.application.identity.VerifyEmail;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/v1/auth/email}: whose an address is. */
@Path("/api/v1/auth/email")
@Produces(MediaType.APPLICATION_JSON)
public final class EmailResource {
  private final VerifyEmail verifyEmail;

  EmailResource(VerifyEmail verifyEmail) {
    this.verifyEmail = verifyEmail;
  }

  @POST
  @Operation(
      operationId = "verifyEmail",
      summary = "Show that an e-mail address is one's own",
      description =
          "Takes the token of the link in a letter. It works once, for a day, and is all that is"
              + " needed, whoever is signed in where.")
  @Refuses({EMAIL_TAKEN, INVALID_TOKEN_IN_LINK})
  @Path("verify")
  @Consumes(MediaType.APPLICATION_JSON)
  public EmailView verify(TokenRequest request) {
    return EmailView.of(verifyEmail.execute(required("token", request.token())));
  }
}
