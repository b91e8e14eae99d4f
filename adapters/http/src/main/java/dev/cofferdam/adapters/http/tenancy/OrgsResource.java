package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.FORBIDDEN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.KEY_UNAVAILABLE;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SLUG_TAKEN;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.TOO_MANY_ORGS;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.ETAG;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.LOCATION;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.tenancy.CreateOrg;
import dev.cofferdam.application.tenancy.ListOrgs;
import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Comparator;
import java.util.List;

/** {@code /api/v1/orgs}: the orgs that the caller belongs to. */
@Path("/api/v1/orgs")
@Produces(MediaType.APPLICATION_JSON)
public final class OrgsResource {
  private final CreateOrg createOrg;
  private final ListOrgs listOrgs;
  private final IdempotentAnswers answers;

  OrgsResource(CreateOrg createOrg, ListOrgs listOrgs, IdempotentAnswers answers) {
    this.createOrg = createOrg;
    this.listOrgs = listOrgs;
    this.answers = answers;
  }

  @GET
  @Operation(operationId = "listOrgs", summary = "The caller's orgs")
  @Responds(pageOf = OrgView.class)
  @Refuses({})
  public Response list(@Auth Caller caller, @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    String after = paging.after(OrgId::parse).map(OrgId::toString).orElse("");
    List<Membership> found =
        listOrgs.execute(caller.actor()).stream()
            .sorted(Comparator.comparing(OrgsResource::idOf))
            .filter(each -> idOf(each).compareTo(after) > 0)
            .limit(paging.ask())
            .toList();
    Paging.Page<Membership> page = paging.cut(found, OrgsResource::idOf);
    return paging.answer(new PageView<>(page.views(OrgView::of), page.next()), page).build();
  }

  @POST
  @Operation(operationId = "createOrg", summary = "Create an org, as its owner")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(
      status = 201,
      view = OrgView.class,
      headers = {LOCATION, ETAG})
  @Refuses({FORBIDDEN, KEY_UNAVAILABLE, SLUG_TAKEN, TOO_MANY_ORGS})
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Auth Caller caller, @Context ContainerRequestContext context, CreateOrgRequest request) {
    CreateOrg.Command command = request.command();
    return answers.once(caller.scope(), context, () -> create(caller, command));
  }

  private Response create(Caller caller, CreateOrg.Command command) {
    Membership org = new Membership(createOrg.execute(caller.actor(), command), Role.OWNER);
    return Response.created(URI.create("/api/v1/orgs/" + org.org().id()))
        .header(HttpHeaders.ETAG, OrgView.tag(org))
        .entity(OrgView.of(org))
        .build();
  }

  private static String idOf(Membership membership) {
    return membership.org().id().toString();
  }
}
