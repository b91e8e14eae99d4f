package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.platform.Faults.required;

import dev.cofferdam.application.identity.VerifyEmail;
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

  /** Takes the token of a letter's link; it is all that is needed, whoever is signed in where. */
  @POST
  @Path("verify")
  @Consumes(MediaType.APPLICATION_JSON)
  public EmailView verify(TokenRequest request) {
    return EmailView.of(verifyEmail.execute(required("token", request.token())));
  }
}
