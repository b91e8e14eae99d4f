package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.LAST_OWNER;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.MEMBER_NOT_FOUND;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.tenancy.ListMembers;
import dev.cofferdam.application.tenancy.RemoveMember;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Member;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** {@code …/members}: who belongs to an org. A member's id is the user's. */
@Path("/api/v1/orgs/{org}/members")
@Produces(MediaType.APPLICATION_JSON)
public final class MemberResource {
  private final TenancyUseCases.Members members;

  MemberResource(TenancyUseCases.Members members) {
    this.members = members;
  }

  @GET
  @Operation(operationId = "listMembers", summary = "Who belongs to the org, by id")
  @Responds(pageOf = MemberView.class)
  @Refuses({})
  public Response list(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    List<Member> found =
        members
            .list()
            .execute(
                caller.actor(),
                new ListMembers.Command(org, paging.after(UserId::parse), paging.ask()));
    Paging.Page<Member> page = paging.cut(found, member -> member.user().toString());
    return paging.answer(new PageView<>(page.views(MemberView::of), page.next()), page).build();
  }

  @PATCH
  @Operation(
      operationId = "changeMember",
      summary = "Give a member another role",
      description = "Only owners make owners or lower them, and one always stays.")
  @Refuses({MEMBER_NOT_FOUND, LAST_OWNER})
  @Path("{member}")
  @Consumes(MediaType.APPLICATION_JSON)
  public MemberView change(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("member") UserId member,
      ChangeMemberRequest request) {
    return MemberView.of(
        members.changeRole().execute(caller.actor(), request.command(org, member)));
  }

  /** Who removes themselves leaves, which needs no right over others. */
  @DELETE
  @Operation(
      operationId = "removeMember",
      summary = "Remove a member, or leave",
      description =
          "Who removes themselves leaves, which needs no right over others. The last owner can't.")
  @Refuses({MEMBER_NOT_FOUND, LAST_OWNER})
  @Path("{member}")
  public void remove(
      @Auth Caller caller, @PathParam("org") OrgId org, @PathParam("member") UserId member) {
    if (caller.actor().person().filter(member::equals).isPresent()) {
      members.leave().execute(caller.actor(), org);
    } else {
      members.remove().execute(caller.actor(), new RemoveMember.Command(org, member));
    }
  }
}
