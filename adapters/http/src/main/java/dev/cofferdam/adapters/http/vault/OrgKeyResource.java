package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.KEY_ROTATION_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.LOCATION;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.vault.ListOrgKeys;
import dev.cofferdam.application.vault.ListOrgKeys.Listed;
import dev.cofferdam.application.vault.RotateOrgKey;
import dev.cofferdam.application.vault.ShowKeyRotation;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.KeyRotation;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
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
import java.net.URI;
import java.util.List;

/** {@code …/keys}: the keys that an org's secrets are sealed under. */
@Path("/api/v1/orgs/{org}/keys")
@Produces(MediaType.APPLICATION_JSON)
public final class OrgKeyResource {
  private final KeyUseCases keys;
  private final IdempotentAnswers answers;

  OrgKeyResource(KeyUseCases keys, IdempotentAnswers answers) {
    this.keys = keys;
    this.answers = answers;
  }

  @GET
  @Operation(
      operationId = "listOrgKeys",
      summary = "The keys that the org has and had, the newest first",
      description = "Never the keys themselves.")
  @Responds(pageOf = OrgKeyView.class)
  @Refuses({})
  public Response list(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    List<Listed> all = keys.list().execute(caller.actor(), new ListOrgKeys.Command(org));
    String after = paging.after().orElse("");
    List<Listed> found =
        all.stream()
            .dropWhile(listed -> !after.isEmpty() && !idOf(listed).equals(after))
            .skip(after.isEmpty() ? 0 : 1)
            .limit(paging.ask())
            .toList();
    Paging.Page<Listed> page = paging.cut(found, OrgKeyResource::idOf);
    return paging.answer(new PageView<>(page.views(OrgKeyView::of), page.next()), page).build();
  }

  private static String idOf(Listed listed) {
    return listed.key().id().toString();
  }

  @POST
  @Operation(
      operationId = "rotateOrgKey",
      summary = "Give the org a new key, and seal everything anew under it",
      description =
          "The new key seals from then on. What is under older keys is sealed anew while reads and"
              + " writes go on; then the older keys are destroyed. A rotation that has begun is"
              + " carried through, whatever crashes.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(
      status = 202,
      view = KeyRotationView.class,
      headers = LOCATION,
      description = "It has begun.")
  @Responds(
      view = KeyRotationView.class,
      headers = LOCATION,
      description = "Another one is running already: this one.")
  @Refuses({})
  @Path("rotate")
  public Response rotate(
      @Auth Caller caller, @PathParam("org") OrgId org, @Context ContainerRequestContext context) {
    return answers.once(caller.scope(), context, () -> rotate(caller, org));
  }

  private Response rotate(Caller caller, OrgId org) {
    RotateOrgKey.Outcome outcome =
        keys.rotate().execute(caller.actor(), new RotateOrgKey.Command(org));
    KeyRotation rotation = outcome.rotation();
    return Response.status(outcome.begun() ? Response.Status.ACCEPTED : Response.Status.OK)
        .location(URI.create("/api/v1/orgs/" + rotation.org() + "/keys/rotations/" + rotation.id()))
        .entity(KeyRotationView.of(rotation))
        .build();
  }

  @GET
  @Operation(operationId = "getKeyRotation", summary = "A rotation, as far as it has come")
  @Refuses(KEY_ROTATION_NOT_FOUND)
  @Path("rotations/{id}")
  public KeyRotationView show(
      @Auth Caller caller, @PathParam("org") OrgId org, @PathParam("id") KeyRotationId id) {
    return KeyRotationView.of(
        keys.show().execute(caller.actor(), new ShowKeyRotation.Command(org, id)));
  }
}
