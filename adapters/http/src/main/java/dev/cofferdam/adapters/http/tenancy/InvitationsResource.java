package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.ALREADY_MEMBER;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.EMAIL_NOT_VERIFIED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.INVITATION_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.INVITATION_OVER;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SEATS_EXHAUSTED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SLOW_DOWN;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.tenancy.InviteMember;
import dev.cofferdam.application.tenancy.ListInvitations;
import dev.cofferdam.application.tenancy.ResendInvitation;
import dev.cofferdam.application.tenancy.RevokeInvitation;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Invitation;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** {@code …/invitations}: whom the org has invited. */
@Path("/api/v1/orgs/{org}/invitations")
@Produces(MediaType.APPLICATION_JSON)
public final class InvitationsResource {
  private final TenancyUseCases.Invitations invitations;
  private final IdempotentAnswers answers;

  InvitationsResource(TenancyUseCases.Invitations invitations, IdempotentAnswers answers) {
    this.invitations = invitations;
    this.answers = answers;
  }

  @GET
  @Operation(
      operationId = "listInvitations",
      summary = "Whom the org has invited, newest first",
      description = "Those that were answered or revoked, or whose time is over, stay listed.")
  @Responds(pageOf = InvitationView.class)
  @Refuses({})
  public Response list(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    List<Invitation> found =
        invitations
            .list()
            .execute(
                caller.actor(),
                new ListInvitations.Command(org, paging.after(InvitationId::parse), paging.ask()));
    Paging.Page<Invitation> page = paging.cut(found, invitation -> invitation.id().toString());
    return paging.answer(new PageView<>(page.views(InvitationView::of), page.next()), page).build();
  }

  @POST
  @Operation(
      operationId = "inviteMember",
      summary = "Invite somebody by letter",
      description =
          "The invitation is for this e-mail address alone, and open for 7 days; on the fifth there"
              + " is a reminder. It keeps one of the plan's seats free. An address that is invited"
              + " already gets another letter instead, with this role, and the links of earlier"
              + " ones stop working.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = InvitationView.class)
  @Responds(status = 200, view = InvitationView.class)
  @Refuses({ALREADY_MEMBER, EMAIL_NOT_VERIFIED, SEATS_EXHAUSTED, SLOW_DOWN})
  @Consumes(MediaType.APPLICATION_JSON)
  public Response invite(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @Context ContainerRequestContext context,
      InviteRequest request) {
    InviteMember.Command command = request.command(org);
    return answers.once(
        caller.scope(),
        context,
        () -> {
          InviteMember.Outcome outcome = invitations.invite().execute(caller.actor(), command);
          return Response.status(outcome.isNew() ? 201 : 200)
              .entity(InvitationView.of(outcome.invitation()))
              .build();
        });
  }

  @DELETE
  @Operation(
      operationId = "revokeInvitation",
      summary = "Take an invitation back",
      description = "One that is revoked already, or whose time is over, stays so.")
  @Refuses({INVITATION_NOT_FOUND, INVITATION_OVER})
  @Path("{invitation}")
  public void revoke(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("invitation") InvitationId invitation) {
    invitations.revoke().execute(caller.actor(), new RevokeInvitation.Command(org, invitation));
  }

  @POST
  @Operation(
      operationId = "resendInvitation",
      summary = "Send the letter of an invitation again",
      description =
          "Links of earlier letters stop working, and the 7 days begin anew. An invitation whose"
              + " time is over can be sent again too.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(view = InvitationView.class)
  @Refuses({
    INVITATION_NOT_FOUND,
    INVITATION_OVER,
    ALREADY_MEMBER,
    EMAIL_NOT_VERIFIED,
    SEATS_EXHAUSTED,
    SLOW_DOWN
  })
  @Path("{invitation}/resend")
  public Response resend(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("invitation") InvitationId invitation,
      @Context ContainerRequestContext context) {
    ResendInvitation.Command command = new ResendInvitation.Command(org, invitation);
    return answers.once(
        caller.scope(),
        context,
        () ->
            Response.ok(InvitationView.of(invitations.resend().execute(caller.actor(), command)))
                .build());
  }
}
