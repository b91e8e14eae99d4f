package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.KEY_UNAVAILABLE;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.TOO_MANY_TEAM_KEYS;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.vault.ListTeamRecipients;
import dev.cofferdam.application.vault.RevealTeamIdentity;
import dev.cofferdam.application.vault.RotateTeamIdentity;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.TeamRecipient;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
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

/**
 * {@code …/keys/public} and {@code …/keys/team}: the age keys of files that a team keeps outside.
 */
@Path("/api/v1/orgs/{org}/keys")
@Produces(MediaType.APPLICATION_JSON)
public final class TeamKeyResource {
  private final KeyUseCases.Team team;
  private final IdempotentAnswers answers;

  TeamKeyResource(KeyUseCases.Team team, IdempotentAnswers answers) {
    this.team = team;
    this.answers = answers;
  }

  @GET
  @Operation(
      operationId = "listTeamRecipients",
      summary = "To whom files for the team are encrypted, the newest first",
      description =
          "age-encryption.org/v1, X25519. The first is made when somebody first asks. Files are"
              + " encrypted to the newest; who has the team's identities reads those to older ones"
              + " too.")
  @Responds(pageOf = TeamRecipientView.class)
  @Refuses(KEY_UNAVAILABLE)
  @Path("public")
  public Response list(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    List<TeamRecipient> all =
        team.list().execute(caller.actor(), new ListTeamRecipients.Command(org));
    String after = paging.after().orElse("");
    List<TeamRecipient> found =
        all.stream()
            .dropWhile(each -> !after.isEmpty() && !keyOf(each).equals(after))
            .skip(after.isEmpty() ? 0 : 1)
            .limit(paging.ask())
            .toList();
    Paging.Page<TeamRecipient> page = paging.cut(found, TeamKeyResource::keyOf);
    return paging
        .answer(new PageView<>(page.views(TeamRecipientView::of), page.next()), page)
        .build();
  }

  private static String keyOf(TeamRecipient recipient) {
    return Long.toString(recipient.number());
  }

  @POST
  @Operation(
      operationId = "rotateTeamIdentity",
      summary = "Give the team another identity",
      description =
          "Files are encrypted to it from then on. The older ones stay, so that older files can be"
              + " read.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = TeamRecipientView.class, description = "It is the newest now.")
  @Refuses({TOO_MANY_TEAM_KEYS, KEY_UNAVAILABLE})
  @Path("team/rotate")
  public Response rotate(
      @Auth Caller caller, @PathParam("org") OrgId org, @Context ContainerRequestContext context) {
    return answers.once(
        caller.scope(),
        context,
        () ->
            Response.status(Response.Status.CREATED)
                .entity(
                    TeamRecipientView.of(
                        team.rotate().execute(caller.actor(), new RotateTeamIdentity.Command(org))))
                .build());
  }

  @POST
  @Operation(
      operationId = "revealTeamIdentity",
      summary = "The team's identities, encrypted to a recipient of the caller's own",
      description =
          "For members. They never travel in clear; `age --decrypt -i mine.key` makes an identity"
              + " file of them, for `age -i`. Who got them, and to which recipient, is in the audit"
              + " trail.")
  @Refuses(KEY_UNAVAILABLE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("team/identity")
  public TeamIdentityView reveal(
      @Auth Caller caller, @PathParam("org") OrgId org, TeamIdentityRequest request) {
    RevealTeamIdentity.Command command = request.command(org);
    return TeamIdentityView.of(team.reveal().execute(caller.actor(), command));
  }
}
