package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.MEMBER_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SLUG_TAKEN;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_MATCH_OF_VIEW;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_NONE_MATCH;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.ETAG;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.EntityTags;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.application.tenancy.DeleteOrg;
import dev.cofferdam.application.tenancy.TransferOrg;
import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.domain.ids.OrgId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /api/v1/orgs/{org}}: one org as a whole. */
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
public final class OrgResource {
  private final TenancyUseCases.Orgs orgs;
  private final IdempotentAnswers answers;

  OrgResource(TenancyUseCases.Orgs orgs, IdempotentAnswers answers) {
    this.orgs = orgs;
    this.answers = answers;
  }

  @GET
  @Operation(operationId = "getOrg", summary = "An org")
  @Takes(IF_NONE_MATCH)
  @Responds(view = OrgView.class, headers = ETAG)
  @Responds(status = 304, headers = ETAG)
  @Refuses({})
  public Response show(
      @Auth Caller caller, @PathParam("org") OrgId org, @Context HttpHeaders headers) {
    Membership found = orgs.show().execute(caller.actor(), org);
    String tag = OrgView.tag(found);
    return EntityTags.isKnown(headers, tag)
        ? Response.notModified().header(HttpHeaders.ETAG, tag).build()
        : answer(found);
  }

  @PATCH
  @Operation(
      operationId = "updateOrg",
      summary = "Rename an org, or move it to another slug",
      description =
          "The former slug leads nowhere from then on, and is kept from other orgs for 30 days.")
  @Takes(IF_MATCH_OF_VIEW)
  @Responds(view = OrgView.class, headers = ETAG)
  @Refuses(SLUG_TAKEN)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response update(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @Context HttpHeaders headers,
      UpdateOrgRequest request) {
    return answer(
        orgs.update()
            .execute(caller.actor(), request.command(org, EntityTags.ifMatchOfView(headers))));
  }

  @DELETE
  @Operation(
      operationId = "deleteOrg",
      summary = "Delete an org",
      description =
          "It is gone for everybody at once, and its owners can undo that for 30 days. What is"
              + " running goes on to its end.")
  @Takes(IF_MATCH_OF_VIEW)
  @Refuses({})
  public void delete(
      @Auth Caller caller, @PathParam("org") OrgId org, @Context HttpHeaders headers) {
    orgs.delete()
        .execute(caller.actor(), new DeleteOrg.Command(org, EntityTags.ifMatchOfView(headers)));
  }

  @POST
  @Operation(
      operationId = "undeleteOrg",
      summary = "Bring a deleted org back",
      description =
          "For its owners, for 30 days; to everybody else there is no such org. One that is not"
              + " deleted stays as it is.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(view = OrgView.class, headers = ETAG)
  @Refuses({})
  @Path("undelete")
  public Response undelete(
      @Auth Caller caller, @PathParam("org") OrgId org, @Context ContainerRequestContext context) {
    return answers.once(
        caller.scope(), context, () -> answer(orgs.undelete().execute(caller.actor(), org)));
  }

  @POST
  @Operation(
      operationId = "transferOrg",
      summary = "Hand the caller's ownership to another member",
      description = "The caller is an admin afterwards.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(view = OrgView.class, headers = ETAG)
  @Refuses(MEMBER_NOT_FOUND)
  @Path("transfer")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response transfer(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @Context ContainerRequestContext context,
      TransferOrgRequest request) {
    TransferOrg.Command command = request.command(org);
    return answers.once(
        caller.scope(), context, () -> answer(orgs.transfer().execute(caller.actor(), command)));
  }

  private static Response answer(Membership org) {
    return Response.ok(OrgView.of(org)).header(HttpHeaders.ETAG, OrgView.tag(org)).build();
  }
}
