package dev.cofferdam.adapters.http.runs;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.CONTENT_UNAVAILABLE;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.INVALID_FIELD;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.adapters.http.platform.LargeBody;
import dev.cofferdam.application.runs.CreateUpload;
import dev.cofferdam.domain.ids.OrgId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;

/** {@code …/uploads}: archives for pipelines to use. */
@Path("/api/v1/orgs/{org}/uploads")
@Produces(MediaType.APPLICATION_JSON)
public final class UploadResource {
  private final CreateUpload create;
  private final IdempotentAnswers answers;

  UploadResource(CreateUpload create, IdempotentAnswers answers) {
    this.create = create;
    this.answers = answers;
  }

  @POST
  @LargeBody(LargeBody.Kind.UPLOAD)
  @Operation(
      operationId = "createUpload",
      summary = "Upload files for a pipeline",
      description =
          "The files are checked and packed anew; a pipeline gets them by `upload_id`. Without one"
              + " that uses it, an upload is removed after a day.")
  @RequestBody(description = "A zip, a tar or a gzipped tar.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = UploadView.class)
  @Refuses({INVALID_FIELD, CONTENT_UNAVAILABLE})
  @Consumes({
    MediaType.APPLICATION_OCTET_STREAM,
    "application/zip",
    "application/x-tar",
    "application/gzip"
  })
  public Response create(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @Context ContainerRequestContext context,
      byte[] archive) {
    CreateUpload.Command command = new CreateUpload.Command(org, ByteBuffer.wrap(archive));
    return answers.once(
        caller.scope(),
        context,
        () -> create.draft(caller.actor(), command),
        draft ->
            Response.status(Response.Status.CREATED)
                .entity(UploadView.of(create.execute(caller.actor(), draft)))
                .build());
  }
}
