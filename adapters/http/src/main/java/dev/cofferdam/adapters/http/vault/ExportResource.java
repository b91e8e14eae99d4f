package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.NOT_REPRESENTABLE;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.OVERLOADED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.TOO_LARGE;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.UNRESOLVED_REFERENCE;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_NONE_MATCH;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.CONTENT_DISPOSITION;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.ETAG;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.EntityTags;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.vault.EncryptForTeam;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.application.vault.ExportSecrets;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.AgeRecipient;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code GET …/envs/{env}/export}: all of an environment's values, as a file. */
@Path("/api/v1/orgs/{org}/projects/{project}/envs/{env}/export")
public final class ExportResource {
  private static final String FORMAT = "format";
  private static final String RAW = "raw";

  private static final String RECIPIENT = "recipient";
  private static final int MOST_RECIPIENTS = 15;

  private final ExportSecrets exportSecrets;
  private final EncryptForTeam encryptForTeam;

  ExportResource(ExportSecrets exportSecrets, EncryptForTeam encryptForTeam) {
    this.exportSecrets = exportSecrets;
    this.encryptForTeam = encryptForTeam;
  }

  /** Values that the format can't carry are refused after the entry: the refusal tells of them. */
  @GET
  @Operation(
      operationId = "exportSecrets",
      summary = "All secrets of an environment, as a file",
      description =
          "Each 200 is in the audit trail, and counts as one read; a 304 gives nothing away and is"
              + " neither. The ETag covers all environments that are inherited from, and those that"
              + " references led to; a file of `age` is encrypted anew each time and has one of its"
              + " own. What the format can't carry is refused by name; `json` and `yaml` carry all"
              + " bytes.")
  @Parameter(
      name = FORMAT,
      description = "What the file is to be.",
      schema =
          @Schema(
              allowableValues = {"dotenv", "shell", "docker", "json", "yaml", "age"},
              defaultValue = "dotenv"))
  @Parameter(
      name = RAW,
      description = "Whether values come as they were written, with their references.",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  @Parameter(
      name = RECIPIENT,
      description =
          "For `age`: to whom it is encrypted, instead of to the team; up to 15, with commas between"
              + " them. Must be named for a protected environment.",
      schema = @Schema(type = "string"))
  @Takes(IF_NONE_MATCH)
  @Responds(
      media = "text/plain",
      headers = {CONTENT_DISPOSITION, ETAG})
  @Responds(
      media = "application/json",
      headers = {CONTENT_DISPOSITION, ETAG})
  @Responds(
      media = "application/yaml",
      headers = {CONTENT_DISPOSITION, ETAG})
  @Responds(status = 304, headers = ETAG)
  @Refuses({
    PROJECT_NOT_FOUND,
    ENVIRONMENT_NOT_FOUND,
    NOT_REPRESENTABLE,
    UNRESOLVED_REFERENCE,
    TOO_LARGE,
    OVERLOADED
  })
  public Response export(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    Query query = Query.of(uri, FORMAT, RAW, RECIPIENT);
    FileFormat format = FileFormat.of(query, FORMAT);
    List<AgeRecipient> to = recipients(query, format);
    ExportSecrets.Command command =
        new ExportSecrets.Command(
            new Address(org, project, environment),
            query.flag(RAW),
            format.toString(),
            format.isEncrypted() && to.isEmpty(),
            tag -> !format.isEncrypted() && EntityTags.isKnown(headers, EntityTags.quoted(tag)));
    ExportSecrets.Outcome outcome = exportSecrets.execute(caller.actor(), command);
    if (!(outcome instanceof ExportSecrets.Outcome.Exported exported)) {
      return Response.notModified()
          .header(HttpHeaders.ETAG, EntityTags.quoted(outcome.tag()))
          .build();
    }
    String clear = format.write(exported.secrets());
    String file = format.isEncrypted() ? encrypted(caller, org, to, clear) : clear;
    String name = project + "." + environment + "." + format.extension();
    Response.ResponseBuilder answer =
        format.isEncrypted()
            ? Response.ok(file).tag(EntityTags.ofContent(file.getBytes(StandardCharsets.UTF_8)))
            : Response.ok(file).header(HttpHeaders.ETAG, EntityTags.quoted(exported.tag()));
    return answer
        .type(format.mediaType())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  private static List<AgeRecipient> recipients(Query query, FileFormat format) {
    Optional<String> named = query.text(RECIPIENT);
    if (named.isEmpty()) {
      return List.of();
    }
    String[] each = named.get().split(",", -1);
    if (!format.isEncrypted() || each.length > MOST_RECIPIENTS) {
      throw Refusal.invalid(RECIPIENT, "is for the format age, and names 1 to " + MOST_RECIPIENTS);
    }
    return Arrays.stream(each).map(AgeRecipient::new).toList();
  }

  private String encrypted(Caller caller, OrgId org, List<AgeRecipient> to, String clear) {
    return encryptForTeam.execute(caller.actor(), new EncryptForTeam.Command(org, to, clear));
  }
}
