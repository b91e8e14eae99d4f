package dev.cofferdam.adapters.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.adapters.http.platform.Problem;
import dev.cofferdam.adapters.http.platform.StrictJson;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.RequestId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Refusals in the document: for each status its codes, what they mean, and how they look. */
final class ProblemResponses {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final RequestId REQUEST =
      new RequestId(UUID.fromString("0192e4a0-7b1c-7def-8a00-5c1d2e3f4a5b"));
  private static final Set<ProblemCode> BY_FIELD =
      Set.of(ProblemCode.INVALID_FIELD, ProblemCode.UNKNOWN_FIELD, ProblemCode.WRONG_TYPE);

  private final StrictJson json;
  private final Schemas schemas;
  private final Map<String, ObjectNode> shared = new TreeMap<>();
  private final Map<String, ObjectNode> examples = new TreeMap<>();

  ProblemResponses(StrictJson json, Schemas schemas) {
    this.json = json;
    this.schemas = schemas;
  }

  /** The responses that were referred to so far, by name. */
  Map<String, ObjectNode> shared() {
    return shared;
  }

  /** A problem for each code that was used so far, by its code. */
  Map<String, ObjectNode> examples() {
    return examples;
  }

  /** The responses of a route, by status. */
  Map<String, ObjectNode> of(Set<ProblemCode> codes) {
    Map<Integer, Set<ProblemCode>> byStatus =
        codes.stream()
            .collect(
                Collectors.groupingBy(
                    ProblemCode::status,
                    TreeMap::new,
                    Collectors.toCollection(() -> EnumSet.noneOf(ProblemCode.class))));
    Map<String, ObjectNode> responses = new TreeMap<>();
    byStatus.forEach((status, some) -> responses.put(status.toString(), of(status, some)));
    return responses;
  }

  private ObjectNode of(int status, Set<ProblemCode> codes) {
    if (!CommonProblems.ALIKE.contains(codes)) {
      return response(status, codes);
    }
    String name = "Problem" + status;
    shared.computeIfAbsent(name, absent -> response(status, codes));
    return NODES.objectNode().put("$ref", "#/components/responses/" + name);
  }

  private ObjectNode response(int status, Collection<ProblemCode> codes) {
    ObjectNode response =
        NODES
            .objectNode()
            .put(
                "description",
                codes.stream()
                    .map(each -> "`" + each.code() + "`: " + each.meaning())
                    .collect(Collectors.joining("\n\n")));
    response.set("headers", Headers.responses(headersOf(status, codes)));
    ObjectNode content = response.putObject("content").putObject(Problem.MEDIA_TYPE);
    ObjectNode schema = content.putObject("schema");
    schema.putArray("allOf").add(schemas.of(Problem.class));
    ArrayNode known = schema.putObject("properties").putObject("code").putArray("enum");
    ObjectNode shown = content.putObject("examples");
    for (ProblemCode code : codes) {
      known.add(code.code());
      shown.set(code.code(), example(code));
    }
    return response;
  }

  private static Set<ResponseHeader> headersOf(int status, Collection<ProblemCode> codes) {
    Set<ResponseHeader> headers = EnumSet.copyOf(ResponseHeader.COMMON);
    if (status == 401) {
      headers.add(ResponseHeader.WWW_AUTHENTICATE);
    }
    if (status == 429 || status == 503 || codes.contains(ProblemCode.REQUEST_IN_PROGRESS)) {
      headers.add(ResponseHeader.RETRY_AFTER);
    }
    if (status == 416) {
      headers.add(ResponseHeader.CONTENT_RANGE);
    }
    return headers;
  }

  private ObjectNode example(ProblemCode code) {
    examples.computeIfAbsent(code.code(), absent -> problem(code));
    return NODES.objectNode().put("$ref", "#/components/examples/" + code.code());
  }

  private ObjectNode problem(ProblemCode code) {
    List<Refusal.FieldError> errors =
        BY_FIELD.contains(code)
            ? List.of(new Refusal.FieldError("name", "is not as it must be"))
            : List.of();
    Problem problem = Problem.of(code.status(), code.code(), code.meaning(), errors).about(REQUEST);
    return NODES.objectNode().put("summary", code.meaning()).set("value", json.tree(problem));
  }
}
