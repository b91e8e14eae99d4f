package dev.cofferdam.adapters.http.openapi;

import dev.cofferdam.domain.access.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * {@code /docs}: the document for people, drawn by Swagger UI. All of it comes from this server,
 * and its Content-Security-Policy lets a browser ask nobody else.
 */
@Path("/docs")
public final class DocsResource {
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final String PAGE = "docs.html";

  private final Map<String, DocsFile> files;

  private DocsResource(Map<String, DocsFile> files) {
    this.files = files;
  }

  /**
   * @throws IllegalStateException when Swagger UI is not on the class path
   */
  public static DocsResource load() {
    return new DocsResource(
        Map.of(
            PAGE,
            DocsFile.ours(PAGE, "text/html;charset=utf-8"),
            "start.js",
            DocsFile.ours("start.js", "text/javascript;charset=utf-8"),
            "swagger-ui.js",
            DocsFile.swaggerUi("swagger-ui-bundle.js", "text/javascript;charset=utf-8"),
            "swagger-ui.css",
            DocsFile.swaggerUi("swagger-ui.css", "text/css;charset=utf-8"),
            "favicon.png",
            DocsFile.swaggerUi("favicon-32x32.png", "image/png")));
  }

  @GET
  @Operation(operationId = "getDocs", summary = "This document for people")
  @Takes(RequestHeader.IF_NONE_MATCH)
  @Responds(media = "text/html", headers = ResponseHeader.ETAG)
  @Responds(status = 304, headers = ResponseHeader.ETAG)
  @Refuses({})
  public Response page(@Context Request request) {
    return answer(request, PAGE);
  }

  @GET
  @Path("{file}")
  @Operation(operationId = "getDocsFile", summary = "A part of the document for people")
  @Takes(RequestHeader.IF_NONE_MATCH)
  @Responds(media = "text/javascript", headers = ResponseHeader.ETAG)
  @Responds(media = "text/css", headers = ResponseHeader.ETAG)
  @Responds(media = "image/png", headers = ResponseHeader.ETAG)
  @Responds(media = "text/html", headers = ResponseHeader.ETAG)
  @Responds(status = 304, headers = ResponseHeader.ETAG)
  @Refuses(ProblemCode.FILE_NOT_FOUND)
  public Response file(
      @Parameter(
              description = "Which one.",
              schema = @Schema(pattern = "^[a-z.-]+$"),
              example = "start.js")
          @PathParam("file")
          String file,
      @Context Request request) {
    return answer(request, file);
  }

  private Response answer(Request request, String name) {
    DocsFile file = files.get(name);
    if (file == null) {
      throw Refusal.notFound("file");
    }
    Response.ResponseBuilder known = request.evaluatePreconditions(file.tag());
    Response.ResponseBuilder answer =
        known == null ? Response.ok(file.content()).type(file.type()) : known;
    return answer
        .tag(file.tag())
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("Content-Security-Policy", POLICY)
        .build();
  }
}
