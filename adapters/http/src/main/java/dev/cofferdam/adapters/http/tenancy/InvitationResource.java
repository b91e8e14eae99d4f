package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.EMAIL_NOT_VERIFIED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.FORBIDDEN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.INVITATION_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.INVITATION_NOT_YOURS;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.INVITATION_OVER;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SEATS_EXHAUSTED;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.platform.Arrival;
import dev.cofferdam.adapters.http.platform.Caller;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/v1/invitations/{token}}: an invitation, for who has the letter. */
@Path("/api/v1/invitations/{token}")
@Produces(MediaType.APPLICATION_JSON)
public final class InvitationResource {
  private final TenancyUseCases.Invitations invitations;

  InvitationResource(TenancyUseCases.Invitations invitations) {
    this.invitations = invitations;
  }

  @GET
  @Operation(
      operationId = "getInvitation",
      summary = "What the invitation of a letter is for",
      description = "The token is all that it takes.")
  @Refuses(INVITATION_NOT_FOUND)
  public ShownInvitationView show(
      @Parameter(
              description = "The token of the link in the invitation's letter.",
              schema = @Schema(maxLength = 1000),
              example = "cfi_…")
          @PathParam("token")
          String token) {
    return ShownInvitationView.of(invitations.show().execute(token));
  }

  @POST
  @Operation(
      operationId = "acceptInvitation",
      summary = "Join the org that a letter invites into",
      description =
          "For the invited e-mail address alone. An account with that address need not have"
              + " verified it: the letter's token does. What another issuer says of an address"
              + " counts where it is verified there. Who is a member already keeps their role; to"
              + " accept once more changes nothing.")
  @Refuses({
    INVITATION_NOT_FOUND,
    INVITATION_NOT_YOURS,
    INVITATION_OVER,
    EMAIL_NOT_VERIFIED,
    SEATS_EXHAUSTED,
    FORBIDDEN
  })
  @Path("accept")
  public JoinedView accept(
      @Auth Caller caller,
      @Parameter(
              description = "The token of the link in the invitation's letter.",
              schema = @Schema(maxLength = 1000),
              example = "cfi_…")
          @PathParam("token")
          String token) {
    return JoinedView.of(invitations.accept().execute(caller.actor(), token));
  }

  @POST
  @Operation(
      operationId = "declineInvitation",
      summary = "Decline an invitation",
      description = "The token is all that it takes; an account is not needed.")
  @Refuses({INVITATION_NOT_FOUND, INVITATION_OVER})
  @Path("decline")
  public void decline(
      @Context ContainerRequestContext context,
      @Parameter(
              description = "The token of the link in the invitation's letter.",
              schema = @Schema(maxLength = 1000),
              example = "cfi_…")
          @PathParam("token")
          String token) {
    invitations.decline().execute(Arrival.of(context).anonymous(), token);
  }
}
