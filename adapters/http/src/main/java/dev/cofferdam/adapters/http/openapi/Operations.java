package dev.cofferdam.adapters.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.model.ResourceMethod;

/** A route as an operation of the document. */
final class Operations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Schemas schemas;
  private final Parameters parameters;
  private final ProblemResponses problems;

  Operations(Schemas schemas, ProblemResponses problems) {
    this.schemas = schemas;
    this.parameters = new Parameters(schemas);
    this.problems = problems;
  }

  /**
   * @throws IllegalStateException when the route does not say what it is
   */
  ObjectNode of(Route route) {
    Operation note =
        route
            .operation()
            .orElseThrow(() -> new IllegalStateException(route.name() + " has no @Operation"));
    ObjectNode operation = NODES.objectNode();
    operation.putArray("tags").add(route.feature());
    operation.put("operationId", note.operationId()).put("summary", note.summary());
    if (!note.description().isEmpty()) {
      operation.put("description", note.description());
    }
    operation.set("parameters", parameters.of(route));
    body(route).ifPresent(body -> operation.set("requestBody", body));
    ObjectNode responses = operation.putObject("responses");
    responses(route).forEach(responses::set);
    operation.set("security", Security.of(route));
    return operation;
  }

  private Optional<ObjectNode> body(Route route) {
    for (ResourceMethod method : route.methods()) {
      for (Parameter parameter : method.getInvocable().getParameters()) {
        if (parameter.getSource() == Parameter.Source.ENTITY) {
          return Optional.of(body(method, parameter));
        }
      }
    }
    return Optional.empty();
  }

  private ObjectNode body(ResourceMethod method, Parameter parameter) {
    ObjectNode body = NODES.objectNode().put("required", true);
    RequestBody note = Route.method(method).getAnnotation(RequestBody.class);
    if (note != null) {
      body.put("description", note.description());
    }
    String mediaType = Route.consumes(method);
    // JSON that is read as bytes is somebody else's, whose fields are theirs to describe.
    ObjectNode bytes = ofType(mediaType.equals(MediaType.APPLICATION_JSON) ? "object" : "string");
    ObjectNode schema = parameter.getRawType().isRecord() ? schemas.of(parameter.getType()) : bytes;
    body.putObject("content").putObject(mediaType).set("schema", schema);
    return body;
  }

  private Map<String, ObjectNode> responses(Route route) {
    Set<ProblemCode> codes = CommonProblems.of(route);
    route.annotations(Refuses.class).forEach(each -> codes.addAll(List.of(each.value())));
    Map<String, ObjectNode> responses = new TreeMap<>(problems.of(codes));
    for (ResourceMethod method : route.methods()) {
      Responds[] all = Route.method(method).getAnnotationsByType(Responds.class);
      if (all.length == 0) {
        merge(responses, implied(method));
      }
      Arrays.stream(all).forEach(each -> merge(responses, response(route, method, each)));
    }
    return responses;
  }

  private record Found(int status, ObjectNode response) {}

  private static void merge(Map<String, ObjectNode> responses, Found found) {
    ObjectNode before = responses.putIfAbsent(Integer.toString(found.status()), found.response());
    if (before != null) {
      before.withObject("/content").setAll(found.response().withObject("/content"));
      before.withObject("/headers").setAll(found.response().withObject("/headers"));
    }
  }

  /** What a method answers that says nothing of it. */
  private Found implied(ResourceMethod method) {
    Method java = Route.method(method);
    if (java.getReturnType() == void.class) {
      return new Found(204, response(204, "", EnumSet.noneOf(ResponseHeader.class)));
    }
    if (!java.getReturnType().isRecord()) {
      throw new IllegalStateException(java + " needs @Responds");
    }
    ObjectNode response = response(200, "", EnumSet.noneOf(ResponseHeader.class));
    content(response, MediaType.APPLICATION_JSON, schemas.of(java.getGenericReturnType()));
    return new Found(200, response);
  }

  private Found response(Route route, ResourceMethod method, Responds note) {
    Set<ResponseHeader> headers = EnumSet.noneOf(ResponseHeader.class);
    headers.addAll(List.of(note.headers()));
    if (note.status() < 300 && route.takes().contains(RequestHeader.IDEMPOTENCY_KEY)) {
      headers.add(ResponseHeader.IDEMPOTENCY_REPLAYED);
    }
    if (isPaged(note)) {
      headers.add(ResponseHeader.LINK);
    }
    ObjectNode response = response(note.status(), note.description(), headers);
    if (note.pageOf() != Void.class) {
      content(response, Route.produces(method), schemas.pageOf(note.pageOf()));
    } else if (note.view() != Void.class) {
      content(response, Route.produces(method), schemas.of(note.view()));
    } else if (!note.media().isEmpty()) {
      content(response, note.media(), bodyOf(note.media()));
    }
    return new Found(note.status(), response);
  }

  static boolean isPaged(Responds note) {
    return note.paged() || note.pageOf() != Void.class;
  }

  private static ObjectNode response(int status, String said, Set<ResponseHeader> own) {
    Set<ResponseHeader> headers = EnumSet.copyOf(ResponseHeader.COMMON);
    headers.addAll(own);
    Response.Status known = Response.Status.fromStatusCode(status);
    String description = said.isEmpty() ? known.getReasonPhrase() : said;
    ObjectNode response = NODES.objectNode().put("description", description);
    response.set("headers", Headers.responses(headers));
    return response;
  }

  private static void content(ObjectNode response, String media, ObjectNode schema) {
    response.putObject("content").putObject(media).set("schema", schema);
  }

  /** What is known of a body that is no record; of bytes, nothing (OpenAPI 3.1.1, 4.8.14.4.1). */
  private static ObjectNode bodyOf(String media) {
    if (media.startsWith("text/")) {
      return ofType("string");
    }
    return media.endsWith("json") ? ofType("object") : NODES.objectNode();
  }

  private static ObjectNode ofType(String type) {
    return NODES.objectNode().put("type", type);
  }
}
