package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.EMAIL_TAKEN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.KEY_UNAVAILABLE;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SEATS_EXHAUSTED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.TOO_MANY_LOGINS;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.LOCATION;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Arrival;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.application.tenancy.SignUpCheckout;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
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

/** {@code /api/v1/auth/register}: a new account with its first org. */
@Path("/api/v1/auth/register")
@Produces(MediaType.APPLICATION_JSON)
public final class RegisterResource {
  private final SignUp signUp;
  private final SignUpCheckout checkout;
  private final IdempotentAnswers answers;

  RegisterResource(TenancyUseCases.Registration registration, IdempotentAnswers answers) {
    this.signUp = registration.signUp();
    this.checkout = registration.checkout();
    this.answers = answers;
  }

  @POST
  @Operation(
      operationId = "register",
      summary = "Create an account with its first org, and begin a session",
      description =
          "The account gets a personal org; or, with the token of an invitation to its address, it"
              + " joins that org, and the address is verified by the token. Invitations without"
              + " their token are left to be accepted. With a plan that is paid here, the answer"
              + " says where; when that can't be had, the account is there all the same.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = RegisteredView.class, headers = LOCATION)
  @Refuses({EMAIL_TAKEN, KEY_UNAVAILABLE, SEATS_EXHAUSTED, TOO_MANY_LOGINS})
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(@Context ContainerRequestContext context, RegisterRequest request) {
    Arrival arrival = Arrival.of(context);
    SignUp.Command command = request.command();
    String scope = "anonymous:" + arrival.ip() + ":" + command.email();
    try {
      Response answer =
          answers.once(
              scope, context, () -> signUp.prepare(command), ready -> register(arrival, ready));
      return command.plan().map(plan -> payable(answer, plan)).orElse(answer);
    } catch (Refusal refused) {
      signUp.refused(refused, command.email());
      throw refused;
    }
  }

  /** Adds where to pay, when everything is committed: it is not kept with the answer. */
  private Response payable(Response answer, String plan) {
    return answers.amend(
        answer,
        body ->
            OrgId.parse(body.at("/org/id").asText())
                .flatMap(org -> checkout.pageFor(org, plan))
                .ifPresent(page -> body.put("checkout_url", page.toString())));
  }

  private Response register(Arrival arrival, SignUp.Command command) {
    SignUp.Outcome outcome = signUp.execute(arrival.anonymous(), command);
    return Response.created(URI.create("/api/v1/me")).entity(RegisteredView.of(outcome)).build();
  }
}
