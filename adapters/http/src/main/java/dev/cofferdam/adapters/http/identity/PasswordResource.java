package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.INVALID_TOKEN_IN_LINK;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SLOW_DOWN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.TOO_MANY_LOGINS;

import dev.cofferdam.adapters.http.identity.IdentityUseCases.Passwords;
import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.platform.Arrival;
import dev.cofferdam.domain.identity.EmailAddress;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /api/v1/auth/password}: a new one for who has forgotten theirs. */
@Path("/api/v1/auth/password")
@Produces(MediaType.APPLICATION_JSON)
public final class PasswordResource {
  private static final AcceptedView TAKEN =
      new AcceptedView("If there is an account with this address, a letter is on its way.");

  private final Passwords passwords;

  PasswordResource(Passwords passwords) {
    this.passwords = passwords;
  }

  @POST
  @Operation(
      operationId = "forgotPassword",
      summary = "Ask for a letter with which to set a new password",
      description = "The answer is the same whether there is such an account or not.")
  @Responds(status = 202, view = AcceptedView.class)
  @Refuses(SLOW_DOWN)
  @Path("forgot")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response forgot(@Context ContainerRequestContext context, ForgotPasswordRequest request) {
    EmailAddress email = request.address();
    passwords.forgot().execute(Arrival.of(context).anonymous(), email);
    return Response.accepted(TAKEN).build();
  }

  @POST
  @Operation(
      operationId = "resetPassword",
      summary = "Set a new password with the token of a letter",
      description =
          "It works once, for an hour, ends every session of the user, and verifies the address"
              + " that the letter went to.")
  @Refuses({INVALID_TOKEN_IN_LINK, TOO_MANY_LOGINS})
  @Path("reset")
  @Consumes(MediaType.APPLICATION_JSON)
  public void reset(ResetPasswordRequest request) {
    passwords.reset().execute(request.command());
  }
}
