package dev.cofferdam.adapters.http.runs;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.ARTIFACT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.CONTENT_UNAVAILABLE;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.RUN_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_RANGE;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.RANGE;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.ACCEPT_RANGES;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.CONTENT_DISPOSITION;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.CONTENT_RANGE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.ByteRange;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.runs.FetchArtifact;
import dev.cofferdam.application.runs.ListArtifacts;
import dev.cofferdam.application.runs.OpenArtifact;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Artifact;
import dev.cofferdam.domain.runs.ArtifactName;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** {@code …/pipelines/{id}/artifacts}: files that a run left behind. */
@Path("/api/v1/orgs/{org}/pipelines/{id}/artifacts")
public final class ArtifactResource {
  private final Artifacts artifacts;

  ArtifactResource(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  /** What can be done with artifacts. */
  public record Artifacts(ListArtifacts list, FetchArtifact fetch) {}

  @GET
  @Operation(operationId = "listArtifacts", summary = "The files that a run left behind, by name")
  @Responds(pageOf = ArtifactView.class)
  @Refuses(RUN_NOT_FOUND)
  @Produces(MediaType.APPLICATION_JSON)
  public Response list(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("id") RunId run,
      @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    Optional<ArtifactName> after = paging.after(ArtifactResource::read);
    List<Artifact> found =
        artifacts
            .list()
            .execute(caller.actor(), new ListArtifacts.Command(org, run, after, paging.ask()));
    Paging.Page<Artifact> page = paging.cut(found, artifact -> written(artifact.name()));
    return paging.answer(new PageView<>(page.views(ArtifactView::of), page.next()), page).build();
  }

  private static String written(ArtifactName name) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name.value().getBytes(UTF_8));
  }

  private static Optional<ArtifactName> read(String key) {
    try {
      return ArtifactName.of(ByteBuffer.wrap(Base64.getUrlDecoder().decode(key)));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  @GET
  @Operation(
      operationId = "getArtifact",
      summary = "A file that a run left behind",
      description =
          "Its bytes as they were in the workspace; secrets in it are not masked. The name is the"
              + " path from the workspace on, with its slashes as they are. Of a run that got secrets of a"
              + " protected environment it is given to those only who may use these.")
  @Takes({RANGE, IF_RANGE})
  @Responds(
      media = MediaType.APPLICATION_OCTET_STREAM,
      headers = {ACCEPT_RANGES, CONTENT_DISPOSITION})
  @Responds(
      status = 206,
      media = MediaType.APPLICATION_OCTET_STREAM,
      headers = {ACCEPT_RANGES, CONTENT_DISPOSITION, CONTENT_RANGE})
  @Refuses({RUN_NOT_FOUND, ARTIFACT_NOT_FOUND, CONTENT_UNAVAILABLE})
  @Path("{name: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response fetch(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("id") RunId run,
      @PathParam("name") ArtifactName name,
      @Context HttpHeaders headers) {
    OpenArtifact open =
        artifacts.fetch().execute(caller.actor(), new FetchArtifact.Command(org, run, name));
    long size = open.artifact().size();
    Optional<ByteRange> range =
        headers.getHeaderString("If-Range") == null
            ? ByteRange.parse(headers.getHeaderString("Range"), size)
            : Optional.empty();
    if (range.isPresent() && range.get().isEmpty()) {
      return ByteRange.notSatisfiable(size);
    }
    ByteRange wanted = range.orElseGet(() -> new ByteRange(0, size));
    OpenArtifact.Part part = open.part(wanted.first(), wanted.end());
    StreamingOutput bytes = part::writeTo;
    Response.ResponseBuilder answer =
        Response.status(range.isPresent() ? 206 : 200)
            .type(MediaType.APPLICATION_OCTET_STREAM)
            .header("Accept-Ranges", "bytes")
            .header(HttpHeaders.CONTENT_DISPOSITION, FileNames.attachment(name.file()))
            .header(HttpHeaders.CONTENT_LENGTH, wanted.end() - wanted.first())
            .entity(bytes);
    if (range.isPresent()) {
      answer.header("Content-Range", wanted.contentRange(size));
    }
    return answer.build();
  }
}
