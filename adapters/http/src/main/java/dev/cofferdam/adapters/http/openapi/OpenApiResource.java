package dev.cofferdam.adapters.http.openapi;

import dev.cofferdam.adapters.http.platform.EntityTags;
import dev.cofferdam.adapters.http.platform.StrictJson;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;

/** {@code /openapi.json}: what this surface is, for programs. */
@Path("/openapi.json")
public final class OpenApiResource {
  private final byte[] document;
  private final EntityTag tag;

  private OpenApiResource(byte[] document, EntityTag tag) {
    this.document = document;
    this.tag = tag;
  }

  /**
   * Describes the routes of these resources, of the documentation, and itself.
   *
   * @throws IllegalStateException when a route or a record does not say what it must
   */
  public static OpenApiResource describing(
      List<Object> resources, DocsResource docs, StrictJson json) {
    List<Class<?>> classes = new ArrayList<>(List.of(OpenApiResource.class, docs.getClass()));
    resources.forEach(each -> classes.add(each.getClass()));
    byte[] document = json.write(new OpenApi(json, classes).document());
    return new OpenApiResource(document, EntityTags.ofContent(document));
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "getOpenApi", summary = "This document")
  @Takes(RequestHeader.IF_NONE_MATCH)
  @Responds(media = MediaType.APPLICATION_JSON, headers = ResponseHeader.ETAG)
  @Responds(status = 304, headers = ResponseHeader.ETAG)
  @Refuses({})
  public Response show(@Context Request request) {
    Response.ResponseBuilder known = request.evaluatePreconditions(tag);
    Response.ResponseBuilder answer = known == null ? Response.ok(document) : known;
    return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }
}
