package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.OVERLOADED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.UNRESOLVED_REFERENCE;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_MATCH_OWN;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_NONE_MATCH;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.ETAG;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.EntityTags;
import dev.cofferdam.adapters.http.platform.LargeBody;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.vault.ChangeSecrets;
import dev.cofferdam.application.vault.EffectiveEnvironment.Living;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.application.vault.EnvironmentLine;
import dev.cofferdam.application.vault.ListSecrets;
import dev.cofferdam.application.vault.RevealEnvironment;
import dev.cofferdam.application.vault.RevealedSecret;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretVersion;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Optional;

/** {@code …/envs/{env}/secrets}: what is in an environment, and changes of several keys at once. */
@Path("/api/v1/orgs/{org}/projects/{project}/envs/{env}/secrets")
@Produces(MediaType.APPLICATION_JSON)
public final class SecretsResource {
  private static final String VALUES = "values";
  private static final String PREFIX = "prefix";
  private static final String RAW = "raw";

  private final ListSecrets listSecrets;
  private final RevealEnvironment revealEnvironment;
  private final ChangeSecrets changeSecrets;

  SecretsResource(
      ListSecrets listSecrets, RevealEnvironment revealEnvironment, ChangeSecrets changeSecrets) {
    this.listSecrets = listSecrets;
    this.revealEnvironment = revealEnvironment;
    this.changeSecrets = changeSecrets;
  }

  /** Which keys are asked for. */
  private record Ask(String prefix, Optional<Instant> at, boolean raw) {}

  /** A 304 gives nothing away and is no reveal. */
  @GET
  @Operation(
      operationId = "listSecrets",
      summary = "An environment's keys, with or without their values, by key",
      description =
          "What is inherited is in it. Without values, keys that live where the caller may not read"
              + " are left out, and `partial` says so; with values, the whole request is refused"
              + " then. Each 200 with values is one entry in the audit trail. The ETag covers all"
              + " environments that are inherited from, and those that references led to. References"
              + " are resolved, but in what is shown as of a time.")
  @Parameter(
      name = VALUES,
      description = "Whether to show the values too.",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  @Parameter(
      name = PREFIX,
      description = "What the keys start with.",
      schema = @Schema(type = "string", maxLength = 255))
  @Parameter(
      name = Moments.AT,
      description = "The time, as in RFC 3339, to show it as of.",
      schema = @Schema(type = "string", format = "date-time"))
  @Parameter(
      name = RAW,
      description = "Whether values come as they were written, with their references.",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  @Takes(IF_NONE_MATCH)
  @Responds(view = SecretListView.class, paged = true, headers = ETAG)
  @Responds(status = 304, headers = ETAG)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, UNRESOLVED_REFERENCE, OVERLOADED})
  public Response list(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    Address address = new Address(org, project, environment);
    Query query = Query.of(uri, Paging.LIMIT, Paging.CURSOR, VALUES, PREFIX, Moments.AT, RAW);
    Paging paging = Paging.of(uri, query);
    Ask ask =
        new Ask(
            query.text(PREFIX).orElse(""),
            query.text(Moments.AT).map(Moments::parse),
            query.flag(RAW));
    return query.flag(VALUES)
        ? values(caller, address, headers, paging, ask)
        : names(caller, address, headers, paging, ask);
  }

  private Response names(
      Caller caller, Address address, HttpHeaders headers, Paging paging, Ask ask) {
    ListSecrets.Outcome outcome =
        listSecrets.execute(
            caller.actor(),
            new ListSecrets.Command(
                address, ask.prefix(), ask.at(), paging.after().orElse(""), paging.ask()));
    String tag = EntityTags.quoted(outcome.line().tag());
    if (EntityTags.isKnown(headers, tag)) {
      return Response.notModified().header(HttpHeaders.ETAG, tag).build();
    }
    Paging.Page<Living<SecretVersion>> page =
        paging.cut(outcome.secrets(), living -> living.secret().place().name().value());
    SecretListView view =
        new SecretListView(
            page.views(SecretListView.Item::of),
            outcome.line().own().version(),
            outcome.partial(),
            page.next());
    return paging.answer(view, page).header(HttpHeaders.ETAG, tag).build();
  }

  private Response values(
      Caller caller, Address address, HttpHeaders headers, Paging paging, Ask ask) {
    RevealEnvironment.Outcome outcome =
        revealEnvironment.execute(
            caller.actor(),
            new RevealEnvironment.Command(
                address,
                new RevealEnvironment.Selection(
                    ask.prefix(), paging.after().orElse(""), paging.ask()),
                ask.at(),
                ask.raw(),
                tag -> EntityTags.isKnown(headers, EntityTags.quoted(tag))));
    EnvironmentLine line = outcome.line();
    String tag = EntityTags.quoted(outcome.tag());
    if (outcome instanceof RevealEnvironment.Outcome.Unchanged) {
      return Response.notModified().header(HttpHeaders.ETAG, tag).build();
    }
    Paging.Page<RevealedSecret> page =
        paging.cut(
            ((RevealEnvironment.Outcome.Revealed) outcome).secrets(),
            secret -> secret.version().place().name().value());
    SecretListView view =
        new SecretListView(
            page.views(SecretListView.Item::of), line.own().version(), false, page.next());
    return paging.answer(view, page).header(HttpHeaders.ETAG, tag).build();
  }

  @PATCH
  @Operation(
      operationId = "changeSecrets",
      summary = "Set and delete several keys, all of them or none",
      description =
          "Where a key is not as expected, or one to be deleted has no value here, nothing is"
              + " changed and `errors` names each such key.")
  @Takes(IF_MATCH_OWN)
  @Responds(view = ChangeSecretsView.class, headers = ETAG)
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND})
  @LargeBody
  @Consumes(MediaType.APPLICATION_JSON)
  public Response change(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @Context HttpHeaders headers,
      ChangeSecretsRequest request) {
    ChangeSecrets.Command command =
        request.command(new Address(org, project, environment), EntityTags.ifMatchOwn(headers));
    ChangeSecrets.Outcome outcome = changeSecrets.execute(caller.actor(), command);
    return Response.ok(ChangeSecretsView.of(outcome.environment(), outcome.versions()))
        .header(HttpHeaders.ETAG, EntityTags.of(outcome.environment().version()))
        .build();
  }
}
