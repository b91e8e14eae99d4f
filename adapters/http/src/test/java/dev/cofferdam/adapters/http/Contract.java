package dev.cofferdam.adapters.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the OpenAPI document says of requests and answers, and whether they keep to it. Objects are
 * closed here: a field that the document does not name is a mistake.
 */
public final class Contract {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final String PROBLEM = "application/problem+json";

  /** What carries an answer and says nothing of it (RFC 9110, RFC 9112). */
  private static final Set<String> CARRYING =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "date",
          "transfer-encoding");

  private static final Set<String> UNROUTED =
      Set.of("no_such_route", "method_not_allowed", "bad_request", "uri_too_long", "too_large");

  private final JsonNode document;
  private final ObjectNode definitions;
  private final List<Path> paths;
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

  private record Path(Pattern pattern, int parameters, JsonNode operations) {}

  public Contract(String text) {
    try {
      document = MAPPER.readTree(text);
      definitions = (ObjectNode) moved(document.at("/components/schemas"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a document", e);
    }
    definitions.forEach(Contract::close);
    paths =
        document.get("paths").properties().stream()
            .map(each -> path(each.getKey(), each.getValue()))
            .sorted(Comparator.comparingInt(Path::parameters))
            .toList();
  }

  private static Path path(String template, JsonNode operations) {
    String pattern =
        Arrays.stream(template.split("/", -1))
            .map(part -> part.startsWith("{") ? "[^/]*" : Pattern.quote(part))
            .reduce((one, other) -> one + "/" + other)
            .orElseThrow();
    int parameters = template.split("\\{", -1).length;
    boolean slashes = !operations.findValues("x-slashes").isEmpty();
    // The last parameter's slashes stay as they are.
    return new Path(
        Pattern.compile(slashes ? pattern + "(?:/[^/]*)*" : pattern), parameters, operations);
  }

  /** Schemas where a validator looks for them. */
  private static JsonNode moved(JsonNode schema) throws JsonProcessingException {
    return MAPPER.readTree(schema.toString().replace("#/components/schemas/", "#/$defs/"));
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.has("properties")) {
      object.put("additionalProperties", false);
    }
  }

  /**
   * One at a time: schemas load what they refer to when they are first used.
   *
   * @param method and {@code uri} of the request; {@code OPTIONS} is a question about the server
   *     and no operation
   * @param sent the request's body; empty where it is not to be looked at
   * @throws AssertionError with all that is not as the document says
   */
  public synchronized void check(String method, URI uri, Optional<String> sent, Answer answer) {
    if (method.equals("OPTIONS")) {
      return;
    }
    List<String> faults = new ArrayList<>();
    String verb = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
    Optional<JsonNode> operation =
        paths.stream()
            .filter(path -> path.pattern().matcher(uri.getRawPath()).matches())
            .findFirst()
            .or(() -> inTheOrgOfTheCredential(uri.getRawPath()))
            .map(path -> path.operations().path(verb))
            .filter(JsonNode::isObject);
    if (operation.isEmpty()) {
      unrouted(answer, faults);
    } else {
      if (answer.status() / 100 == 2) {
        request(operation.get(), uri, sent, faults);
      }
      answer(operation.get(), answer, method.equals("HEAD"), faults);
    }
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "%s %s answered %d, which the OpenAPI document does not describe:%n%s%n%s"
              .formatted(
                  method, uri, answer.status(), String.join("\n", faults), shown(answer.body())));
    }
  }

  /** A credential of one org may leave the org out of a path. */
  private Optional<Path> inTheOrgOfTheCredential(String path) {
    String whole = path.replaceFirst("^/api/v1/", "/api/v1/orgs/-/");
    return paths.stream().filter(each -> each.pattern().matcher(whole).matches()).findFirst();
  }

  private void unrouted(Answer answer, List<String> faults) {
    if (answer.status() < 400 || !UNROUTED.contains(answer.text("/code"))) {
      faults.add("no such operation");
    } else {
      validate(definitions.get("Problem"), answer.json(), faults);
    }
  }

  private void request(JsonNode operation, URI uri, Optional<String> sent, List<String> faults) {
    JsonNode schema = operation.at("/requestBody/content").path("application/json").path("schema");
    if (!schema.isMissingNode()) {
      sent.ifPresent(body -> validate(schema, parse(body), faults));
    }
    Set<String> known = new HashSet<>();
    operation.get("parameters").forEach(each -> known.add(resolved(each).get("name").asText()));
    Stream.of(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1))
        .map(each -> each.replaceAll("=.*", ""))
        .filter(each -> !each.isEmpty() && !known.contains(each))
        .forEach(each -> faults.add("the parameter " + each + " is not documented"));
  }

  private void answer(JsonNode operation, Answer answer, boolean head, List<String> faults) {
    JsonNode response = operation.get("responses").path(Integer.toString(answer.status()));
    if (response.isMissingNode()) {
      faults.add("no such status");
      return;
    }
    JsonNode described = resolved(response);
    headers(described, answer, faults);
    if (!head) {
      body(described, answer, faults);
    }
  }

  private void headers(JsonNode response, Answer answer, List<String> faults) {
    for (var each : document.at("/components/headers").properties()) {
      boolean documented = response.path("headers").has(each.getKey());
      boolean there = answer.header(each.getKey()).isPresent();
      if (documented && !there && each.getValue().path("required").asBoolean()) {
        faults.add("the header " + each.getKey() + " is missing");
      }
    }
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    known.addAll(CARRYING);
    response.path("headers").fieldNames().forEachRemaining(known::add);
    answer.headers().map().keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> faults.add("the header " + name + " is not documented"));
    if (answer.status() == 429 && answer.header("Retry-After").isEmpty()) {
      faults.add("the header Retry-After is missing");
    }
  }

  private void body(JsonNode response, Answer answer, List<String> faults) {
    String media = answer.header("Content-Type").orElse("").replaceAll("\\s*;.*", "");
    JsonNode content = response.path("content");
    if (content.isEmpty()) {
      if (!answer.body().isEmpty()) {
        faults.add("a body is not documented");
      }
    } else if (!content.has(media)) {
      faults.add("the media type '" + media + "' is not documented");
    } else if (media.equals("application/json") || media.equals(PROBLEM)) {
      validate(content.get(media).get("schema"), answer.json(), faults);
    }
  }

  private void validate(JsonNode schema, JsonNode value, List<String> faults) {
    for (Error error :
        compiled.computeIfAbsent(schema, this::compile).validate(value, Contract::withFormats)) {
      faults.add(error.toString());
    }
  }

  private static void withFormats(ExecutionContext context) {
    context.executionConfig(config -> config.formatAssertionsEnabled(true));
  }

  /** A schema of the document, with what it refers to. */
  public Schema compile(JsonNode schema) {
    try {
      ObjectNode root = MAPPER.createObjectNode();
      root.putArray("allOf").add(moved(schema));
      root.set("$defs", definitions);
      return SCHEMAS.getSchema(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static JsonNode parse(String sent) {
    try {
      return MAPPER.readTree(sent);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a request without JSON was taken", e);
    }
  }

  private static String shown(String body) {
    return body.length() > 2_000 ? body.substring(0, 2_000) + "…" : body;
  }
}
