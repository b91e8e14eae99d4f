package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.EMAIL_TAKEN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.TOO_MANY_LOGINS;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.LOCATION;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Arrival;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.domain.access.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** {@code /api/v1/auth/register}: a new account with its personal org. */
@Path("/api/v1/auth/register")
@Produces(MediaType.APPLICATION_JSON)
public final class RegisterResource {
  private final SignUp signUp;
  private final IdempotentAnswers answers;

  RegisterResource(SignUp signUp, IdempotentAnswers answers) {
    this.signUp = signUp;
    this.answers = answers;
  }

  @POST
  @Operation(
      operationId = "register",
      summary = "Create an account with its personal org, and begin a session")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = RegisteredView.class, headers = LOCATION)
  @Refuses({EMAIL_TAKEN, TOO_MANY_LOGINS})
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(@Context ContainerRequestContext context, RegisterRequest request) {
    Arrival arrival = Arrival.of(context);
    SignUp.Command command = request.command();
    String scope = "anonymous:" + arrival.ip() + ":" + command.email();
    try {
      return answers.once(
          scope, context, () -> signUp.prepare(command), ready -> register(arrival, ready));
    } catch (Refusal refused) {
      signUp.refused(refused, command.email());
      throw refused;
    }
  }

  private Response register(Arrival arrival, SignUp.Command command) {
    SignUp.Outcome outcome = signUp.execute(arrival.anonymous(), command);
    return Response.created(URI.create("/api/v1/me")).entity(RegisteredView.of(outcome)).build();
  }
}
