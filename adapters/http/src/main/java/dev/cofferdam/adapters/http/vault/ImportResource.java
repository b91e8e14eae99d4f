package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.IMPORT_REFUSED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_NOT_FOUND;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.LargeBody;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.vault.DecryptForTeam;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.application.vault.ImportSecrets;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.dotenv.Dialect;
import dev.cofferdam.domain.vault.format.SecretFile;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code POST …/envs/{env}/import}: a file's secrets, all of them or none. */
@Path("/api/v1/orgs/{org}/projects/{project}/envs/{env}/import")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportResource {
  private static final String FORMAT = "format";
  private static final String DIALECT = "dialect";
  private static final String DRY_RUN = "dry_run";

  private final ImportSecrets importSecrets;
  private final DecryptForTeam decryptForTeam;

  ImportResource(ImportSecrets importSecrets, DecryptForTeam decryptForTeam) {
    this.importSecrets = importSecrets;
    this.decryptForTeam = decryptForTeam;
  }

  @POST
  @Operation(
      operationId = "importSecrets",
      summary = "Take all secrets of a file, or none",
      description =
          "A file with problems is refused as a whole. A dry run writes nothing, and tells the"
              + " problems in `refused`.")
  @Parameter(
      name = FORMAT,
      description = "What the file is.",
      schema =
          @Schema(
              allowableValues = {"dotenv", "shell", "docker", "json", "yaml", "age"},
              defaultValue = "dotenv"))
  @Parameter(
      name = DIALECT,
      description =
          "For `dotenv`: whose reading of the file is meant. With `cofferdam` a `${KEY}` is a"
              + " reference. With the others each value is the one that the program gets, in an"
              + " environment that has none of the file's names; what the program skips, or takes"
              + " from its environment, is a problem.",
      schema =
          @Schema(
              allowableValues = {"cofferdam", "node", "python-dotenv", "compose"},
              defaultValue = "cofferdam"))
  @Parameter(
      name = DRY_RUN,
      description = "Whether to tell only what would be done.",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  @RequestBody(description = "The file, in UTF-8, up to 10 MiB.")
  @Refuses({PROJECT_NOT_FOUND, ENVIRONMENT_NOT_FOUND, IMPORT_REFUSED})
  @LargeBody
  @Consumes(MediaType.TEXT_PLAIN)
  public ImportView take(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("project") ProjectName project,
      @PathParam("env") EnvironmentName environment,
      @Context UriInfo uri,
      byte[] file) {
    Query query = Query.of(uri, FORMAT, DIALECT, DRY_RUN);
    FileFormat format = FileFormat.of(query, FORMAT);
    Optional<Dialect> dialect = query.text(DIALECT).map(name -> dialect(name, format));
    SecretFile read =
        format.isEncrypted()
            ? decrypted(caller, org, file)
            : dialect.map(named -> named.read(file)).orElseGet(() -> format.read(file));
    ImportSecrets.Command command =
        new ImportSecrets.Command(
            new Address(org, project, environment), read, query.flag(DRY_RUN));
    return ImportView.of(read, importSecrets.execute(caller.actor(), command));
  }

  private static Dialect dialect(String name, FileFormat format) {
    if (format != FileFormat.DOTENV) {
      throw Refusal.invalid(DIALECT, "is for the format dotenv");
    }
    return Dialect.named(name)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    DIALECT,
                    "must be one of "
                        + Arrays.stream(Dialect.values())
                            .map(Dialect::toString)
                            .collect(Collectors.joining(", "))));
  }

  private SecretFile decrypted(Caller caller, OrgId org, byte[] file) {
    return decryptForTeam
        .execute(caller.actor(), org, file, SecretFile.MAX_BYTES)
        .map(FileFormat.AGE::read)
        .orElseGet(
            () ->
                SecretFile.unreadable(
                    "is no file of age that the team can read: damaged, too large, or for others"));
  }
}
