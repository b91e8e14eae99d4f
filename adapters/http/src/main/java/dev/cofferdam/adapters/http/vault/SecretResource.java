package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.OVERLOADED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.SECRET_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.UNRESOLVED_REFERENCE;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.VERSION_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_ABSENT;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_MATCH_OWN;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_NONE_MATCH;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.ETAG;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.EntityTags;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.vault.DropSecret;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.application.vault.Expectation;
import dev.cofferdam.application.vault.ListSecretHistory;
import dev.cofferdam.application.vault.PutSecret;
import dev.cofferdam.application.vault.RestoreSecret;
import dev.cofferdam.application.vault.RevealPastSecret;
import dev.cofferdam.application.vault.RevealPastSecret.Moment;
import dev.cofferdam.application.vault.RevealSecret;
import dev.cofferdam.application.vault.RevealedSecret;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** {@code …/envs/{env}/secrets/{key}}: one key, its value and its versions. */
@Path("/api/v1/orgs/{org}/projects/{project}/envs/{env}/secrets/{key}")
@Produces(MediaType.APPLICATION_JSON)
public final class SecretResource {
  private static final String VERSION = "version";
  private static final String RAW = "raw";

  private final VaultUseCases.Secrets secrets;

  SecretResource(VaultUseCases.Secrets secrets) {
    this.secrets = secrets;
  }

  /** Answers 304 to who has the version already, which gives nothing away and is no reveal. */
  @GET
  @Operation(
      operationId = "getSecret",
      summary = "A secret with its value",
      description =
          "Each 200 is in the audit trail; a 304 gives nothing away and is not. The ETag of what is"
              + " inherited begins with `0`. References are resolved, but in what is shown as of a"
              + " version or a time; the ETag covers the environments that they led to.")
  @Parameter(
      name = VERSION,
      description = "The environment's own version of the key to show, whatever came after it.",
      schema = @Schema(type = "integer", minimum = "1"))
  @Parameter(
      name = Moments.AT,
      description = "The time, as in RFC 3339, to show the value of.",
      schema = @Schema(type = "string", format = "date-time"))
  @Parameter(
      name = RAW,
      description = "Whether the value comes as it was written, with its references.",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  @Takes(IF_NONE_MATCH)
  @Responds(view = SecretView.class, headers = ETAG)
  @Responds(status = 304, headers = ETAG)
  @Refuses({
    PROJECT_NOT_FOUND,
    ENVIRONMENT_NOT_FOUND,
    SECRET_NOT_FOUND,
    VERSION_NOT_FOUND,
    UNRESOLVED_REFERENCE,
    OVERLOADED
  })
  public Response reveal(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @PathParam("key") SecretName key,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    Address address = new Address(org, project, environment);
    Query query = Query.of(uri, VERSION, Moments.AT, RAW);
    boolean raw = query.flag(RAW);
    Optional<Moment> moment = momentOf(query);
    if (moment.isPresent()) {
      return revealPast(caller, new RevealPastSecret.Command(address, key, moment.get()));
    }
    RevealSecret.Command command =
        new RevealSecret.Command(
            address, key, raw, tag -> EntityTags.isKnown(headers, EntityTags.quoted(tag)));
    RevealSecret.Outcome outcome = secrets.reveal().execute(caller.actor(), command);
    String tag = EntityTags.quoted(outcome.tag());
    return outcome instanceof RevealSecret.Outcome.Revealed revealed
        ? Response.ok(SecretView.of(revealed.secret())).header(HttpHeaders.ETAG, tag).build()
        : Response.notModified().header(HttpHeaders.ETAG, tag).build();
  }

  private Response revealPast(Caller caller, RevealPastSecret.Command command) {
    RevealedSecret secret = secrets.versions().reveal().execute(caller.actor(), command);
    return Response.ok(SecretView.of(secret))
        .header(HttpHeaders.ETAG, EntityTags.of(secret.version().place().version()))
        .build();
  }

  private static Optional<Moment> momentOf(Query query) {
    Optional<Long> version = query.number(VERSION, 1, Long.MAX_VALUE);
    Optional<String> at = query.text(Moments.AT);
    if (version.isPresent() && at.isPresent()) {
      throw Refusal.invalid(Moments.AT, "can't go with version");
    }
    return version
        .<Moment>map(Moment.AtVersion::new)
        .or(() -> at.map(text -> new Moment.AtInstant(Moments.parse(text))));
  }

  @PUT
  @Operation(
      operationId = "putSecret",
      summary = "Write a secret's next version",
      description =
          "The value is never echoed. In a branch this overrides what is inherited; `If-Match` and"
              + " `If-None-Match` look at the branch's own value alone.")
  @Takes({IF_MATCH_OWN, IF_ABSENT})
  @Responds(view = PutSecretView.class, headers = ETAG)
  @Responds(status = 201, view = PutSecretView.class, headers = ETAG)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND})
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
    PutSecret.Outcome outcome = secrets.put().execute(caller.actor(), command);
    return written(
        outcome.created() ? Response.Status.CREATED : Response.Status.OK, outcome.version());
  }

  @DELETE
  @Operation(
      operationId = "deleteSecret",
      summary = "Delete a secret",
      description =
          "In a branch, what the branch itself says of the key: what is inherited shows through"
              + " again. Older versions stay, and one of them can be restored.")
  @Takes(IF_MATCH_OWN)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, SECRET_NOT_FOUND})
  public void delete(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @PathParam("key") SecretName key,
      @Context HttpHeaders headers) {
    Address address = new Address(org, project, environment);
    secrets
        .versions()
        .drop()
        .execute(
            caller.actor(),
            new DropSecret.Command(address, key, SecretChange.DELETE, expectationOf(headers)));
  }

  @POST
  @Operation(
      operationId = "hideSecret",
      summary = "Hide a key in an environment, also one that is inherited",
      description = "Deleting the key brings back what is inherited.")
  @Takes(IF_MATCH_OWN)
  @Responds(view = PutSecretView.class)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, SECRET_NOT_FOUND})
  @Path("hide")
  public Response hide(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @PathParam("key") SecretName key,
      @Context HttpHeaders headers) {
    Address address = new Address(org, project, environment);
    SecretVersion hidden =
        secrets
            .versions()
            .drop()
            .execute(
                caller.actor(),
                new DropSecret.Command(address, key, SecretChange.HIDE, expectationOf(headers)));
    return Response.ok(PutSecretView.of(hidden)).build();
  }

  @POST
  @Operation(
      operationId = "restoreSecret",
      summary = "Give a key the value of one of its older versions again",
      description = "It becomes the key's next version; also where the key was deleted or hidden.")
  @Takes(IF_MATCH_OWN)
  @Responds(view = PutSecretView.class, headers = ETAG)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, VERSION_NOT_FOUND})
  @Path("restore")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response restore(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @PathParam("key") SecretName key,
      @Context HttpHeaders headers,
      RestoreSecretRequest request) {
    Address address = new Address(org, project, environment);
    return written(
        Response.Status.OK,
        secrets
            .versions()
            .restore()
            .execute(
                caller.actor(),
                new RestoreSecret.Command(address, key, request.wanted(), expectationOf(headers))));
  }

  @GET
  @Operation(
      operationId = "listSecretHistory",
      summary = "What was done to a key in an environment, newest first",
      description = "Without values; what is inherited has its history where it lives.")
  @Responds(pageOf = SecretHistoryView.class)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, SECRET_NOT_FOUND})
  @Path("history")
  public Response history(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @PathParam("key") SecretName key,
      @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    long before = paging.after(SecretResource::versionOf).orElse(Long.MAX_VALUE);
    List<ListSecretHistory.Line> found =
        secrets
            .versions()
            .lineage()
            .history()
            .execute(
                caller.actor(),
                new ListSecretHistory.Command(
                    new Address(org, project, environment), key, before, paging.ask()));
    Paging.Page<ListSecretHistory.Line> page =
        paging.cut(found, line -> Long.toString(line.version().place().version()));
    return paging
        .answer(new PageView<>(page.views(SecretHistoryView::of), page.next()), page)
        .build();
  }

  private static Optional<Long> versionOf(String cursor) {
    return cursor.matches("[1-9][0-9]{0,17}")
        ? Optional.of(Long.parseLong(cursor))
        : Optional.empty();
  }

  private static Response written(Response.Status status, SecretVersion version) {
    return Response.status(status)
        .header(HttpHeaders.ETAG, EntityTags.of(version.place().version()))
        .entity(PutSecretView.of(version))
        .build();
  }

  private static Expectation expectationOf(HttpHeaders headers) {
    Optional<Long> version = EntityTags.ifMatchOwn(headers);
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
