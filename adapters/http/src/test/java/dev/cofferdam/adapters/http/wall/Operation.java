package dev.cofferdam.adapters.http.wall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation of the OpenAPI document, in one of the media types that it answers in.
 *
 * @param path with its templates
 * @param parameters of the path, in its order
 * @param accept the media type that is asked for
 * @param body what is sent, by the document's examples
 */
record Operation(
    String id,
    String verb,
    String path,
    Map<String, Thing> parameters,
    Optional<String> accept,
    Optional<Body> body) {
  private static final Pattern TEMPLATE = Pattern.compile("([^/]+)/\\{([a-z_]+)}");

  /**
   * @param example an object where it is JSON of ours, else nothing that could be sent
   */
  record Body(String mediaType, Optional<ObjectNode> example) {}

  /**
   * Everything that there is to do.
   *
   * @throws AssertionError for a path parameter that {@link Thing} doesn't know
   */
  static List<Operation> all(JsonNode document) {
    Examples examples = new Examples(document);
    List<Operation> all = new ArrayList<>();
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        String verb = operation.getKey().toUpperCase(Locale.ROOT);
        JsonNode node = operation.getValue();
        for (Optional<String> accept : accepted(node)) {
          all.add(
              new Operation(
                  node.get("operationId").asText(),
                  verb,
                  path.getKey(),
                  parameters(path.getKey()),
                  accept,
                  body(node, examples)));
        }
      }
    }
    return all;
  }

  private static Map<String, Thing> parameters(String path) {
    Map<String, Thing> found = new LinkedHashMap<>();
    Matcher template = TEMPLATE.matcher(path);
    while (template.find()) {
      found.put(
          template.group(2),
          Thing.at(template.group())
              .orElseThrow(() -> new AssertionError("Thing does not know " + template.group())));
    }
    if (found.size() != path.split("\\{", -1).length - 1) {
      throw new AssertionError("parameters can't be told in " + path);
    }
    return found;
  }

  /** Streams that never end; who may follow them is tried in {@code EventFeedTest}. */
  private static final Set<String> ENDLESS = Set.of("listEvents as text/event-stream");

  /** The media types of what it answers when all is well, but for files, which have one each. */
  private static List<Optional<String>> accepted(JsonNode operation) {
    List<Optional<String>> found = new ArrayList<>();
    JsonNode content = operation.at("/responses/200/content");
    String id = operation.path("operationId").asText();
    content.fieldNames().forEachRemaining(each -> found.add(Optional.of(each)));
    found.removeIf(each -> ENDLESS.contains(id + " as " + each.orElse("")));
    boolean choice = content.has("application/x-ndjson") || content.has("text/event-stream");
    return choice ? List.copyOf(found) : List.of(Optional.empty());
  }

  private static Optional<Body> body(JsonNode operation, Examples examples) {
    return operation.at("/requestBody/content").properties().stream()
        .findFirst()
        .map(
            each -> {
              JsonNode schema = each.getValue().get("schema");
              return new Body(
                  each.getKey(),
                  schema.has("$ref")
                      ? Optional.of((ObjectNode) examples.of(schema))
                      : Optional.empty());
            });
  }

  boolean isReading() {
    return verb.equals("GET");
  }

  @Override
  public String toString() {
    return id + accept.map(type -> " as " + type).orElse("");
  }
}
