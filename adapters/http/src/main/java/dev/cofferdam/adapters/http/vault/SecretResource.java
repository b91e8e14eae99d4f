package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.OVERLOADED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SECRET_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_ABSENT;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_MATCH;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_NONE_MATCH;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.ETAG;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.EntityTags;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.application.vault.Expectation;
import dev.cofferdam.application.vault.ListSecrets;
import dev.cofferdam.application.vault.PutSecret;
import dev.cofferdam.application.vault.RevealSecret;
import dev.cofferdam.application.vault.RevealedSecret;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** {@code …/envs/{env}/secrets}: keys and values. */
@Path("/api/v1/orgs/{org}/projects/{project}/envs/{env}/secrets")
@Produces(MediaType.APPLICATION_JSON)
public final class SecretResource {
  private final PutSecret putSecret;
  private final RevealSecret revealSecret;
  private final ListSecrets listSecrets;

  SecretResource(PutSecret putSecret, RevealSecret revealSecret, ListSecrets listSecrets) {
    this.putSecret = putSecret;
    this.revealSecret = revealSecret;
    this.listSecrets = listSecrets;
  }

  @GET
  @Operation(
      operationId = "listSecrets",
      summary = "An environment's keys without their values, by key")
  @Takes(IF_NONE_MATCH)
  @Responds(view = SecretListView.class, paged = true, headers = ETAG)
  @Responds(status = 304, headers = ETAG)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND})
  public Response list(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    Address address = new Address(org, project, environment);
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    ListSecrets.Outcome outcome =
        listSecrets.execute(
            caller.actor(),
            new ListSecrets.Command(address, paging.after().orElse(""), paging.ask()));
    long version = outcome.environment().version();
    if (EntityTags.isKnown(headers, version)) {
      return Response.notModified().header(HttpHeaders.ETAG, EntityTags.of(version)).build();
    }
    Paging.Page<SecretVersion> page =
        paging.cut(outcome.secrets(), secret -> secret.place().name().value());
    SecretListView view =
        new SecretListView(page.views(SecretListView.Item::of), version, page.next());
    return paging.answer(view, page).header(HttpHeaders.ETAG, EntityTags.of(version)).build();
  }

  /** Answers 304 to who has the version already, which gives nothing away and is no reveal. */
  @GET
  @Operation(
      operationId = "getSecret",
      summary = "A secret with its value",
      description = "Each 200 is in the audit trail; a 304 gives nothing away and is not.")
  @Takes(IF_NONE_MATCH)
  @Responds(view = SecretView.class, headers = ETAG)
  @Responds(status = 304, headers = ETAG)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, SECRET_NOT_FOUND, OVERLOADED})
  @Path("{key}")
  public Response reveal(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @PathParam("key") SecretName key,
      @Context HttpHeaders headers) {
    RevealSecret.Command command =
        new RevealSecret.Command(
            new Address(org, project, environment),
            key,
            version -> EntityTags.isKnown(headers, version));
    RevealSecret.Outcome outcome = revealSecret.execute(caller.actor(), command);
    if (outcome instanceof RevealSecret.Outcome.Unchanged unchanged) {
      return Response.notModified()
          .header(HttpHeaders.ETAG, EntityTags.of(unchanged.version()))
          .build();
    }
    RevealedSecret secret = ((RevealSecret.Outcome.Revealed) outcome).secret();
    return Response.ok(SecretView.of(secret))
        .header(HttpHeaders.ETAG, EntityTags.of(secret.version().place().version()))
        .build();
  }

  @PUT
  @Operation(
      operationId = "putSecret",
      summary = "Write a secret's next version",
      description = "The value is never echoed.")
  @Takes({IF_MATCH, IF_ABSENT})
  @Responds(view = PutSecretView.class, headers = ETAG)
  @Responds(status = 201, view = PutSecretView.class, headers = ETAG)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND})
  @Path("{key}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @PathParam("key") SecretName key,
      @Context HttpHeaders headers,
      PutSecretRequest request) {
    Address address = new Address(org, project, environment);
    PutSecret.Command command =
        new PutSecret.Command(
            address, key, request.secret(), request.noteOrNone(), expectationOf(headers));
    PutSecret.Outcome outcome = putSecret.execute(caller.actor(), command);
    return Response.status(outcome.created() ? Response.Status.CREATED : Response.Status.OK)
        .header(HttpHeaders.ETAG, EntityTags.of(outcome.version().place().version()))
        .entity(PutSecretView.of(outcome.version()))
        .build();
  }

  private static Expectation expectationOf(HttpHeaders headers) {
    Optional<Long> version = EntityTags.ifMatch(headers);
    boolean absent = EntityTags.ifAbsent(headers);
    if (version.isPresent() && absent) {
      throw Refusal.invalid(HttpHeaders.IF_MATCH, "can't go with If-None-Match");
    }
    if (absent) {
      return new Expectation.Absent();
    }
    return version.<Expectation>map(Expectation.AtVersion::new).orElse(new Expectation.Anything());
  }
}
