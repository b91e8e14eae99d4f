package dev.cofferdam.adapters.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.runs.ArtifactName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.model.Parameter;

/** What is in a route's path, query and headers. */
final class Parameters {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String ORG = "ORG";
  private static final String SLASHES = "x-slashes";

  private final Schemas schemas;

  Parameters(Schemas schemas) {
    this.schemas = schemas;
  }

  /** Those that many routes have, by name. */
  static Map<String, ObjectNode> components() {
    Map<String, ObjectNode> components = Headers.parameters();
    ObjectNode org = node("org", "path").put("required", true);
    ObjectNode slugOrId = Vocabulary.slugOrId();
    org.set("description", slugOrId.remove("description"));
    org.set("schema", slugOrId);
    components.put(ORG, org);
    components.put(Paging.LIMIT, limit());
    components.put(Paging.CURSOR, cursor());
    return components;
  }

  private static ObjectNode limit() {
    ObjectNode limit = node(Paging.LIMIT, "query").put("description", "How many items at most.");
    limit
        .putObject("schema")
        .put("type", "integer")
        .put("minimum", 1)
        .put("maximum", Paging.MAX_LIMIT)
        .put("default", Paging.DEFAULT_LIMIT);
    return limit;
  }

  private static ObjectNode cursor() {
    ObjectNode cursor =
        node(Paging.CURSOR, "query")
            .put("description", "The `next_cursor` of the page before; opaque.");
    ObjectNode schema = cursor.putObject("schema").put("type", "string").put("maxLength", 2_000);
    schema.putArray("examples").add("YmxvZw");
    return cursor;
  }

  ArrayNode of(Route route) {
    Map<String, ObjectNode> found = new LinkedHashMap<>();
    route.parameters().stream()
        .filter(each -> each.getSource() == Parameter.Source.PATH)
        .forEach(each -> found.putIfAbsent(each.getSourceName(), path(route, each)));
    if (route.annotations(Responds.class).anyMatch(Operations::isPaged)) {
      found.put(Paging.LIMIT, ref(Paging.LIMIT));
      found.put(Paging.CURSOR, ref(Paging.CURSOR));
    }
    route
        .annotations(io.swagger.v3.oas.annotations.Parameter.class)
        .forEach(each -> found.putIfAbsent(each.name(), query(each)));
    route.takes().forEach(each -> found.put(each.name(), Headers.request(each)));
    ArrayNode all = NODES.arrayNode();
    found.values().forEach(all::add);
    return all;
  }

  private ObjectNode path(Route route, Parameter parameter) {
    if (parameter.getRawType() == OrgId.class && parameter.getSourceName().equals("org")) {
      return ref(ORG);
    }
    ObjectNode node = node(parameter.getSourceName(), "path").put("required", true);
    Optional<io.swagger.v3.oas.annotations.Parameter> note =
        Optional.ofNullable(parameter.getAnnotation(io.swagger.v3.oas.annotations.Parameter.class));
    if (note.isPresent()) {
      return described(node, note.get());
    }
    Class<?> type = parameter.getRawType();
    ObjectNode word =
        Vocabulary.of(type)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "%s: {%s} needs @Parameter(description, schema), or a type of the Vocabulary"
                            .formatted(route.name(), parameter.getSourceName())));
    node.set("description", word.get("description"));
    if (type == ArtifactName.class) {
      // OpenAPI 3.1 has no word for a parameter whose slashes stay as they are.
      node.put(SLASHES, true);
    }
    return node.set("schema", schemas.of(type));
  }

  private ObjectNode query(io.swagger.v3.oas.annotations.Parameter note) {
    return described(node(note.name(), "query").put("required", note.required()), note);
  }

  private ObjectNode described(ObjectNode node, io.swagger.v3.oas.annotations.Parameter note) {
    node.put("description", note.description());
    return node.set("schema", schema(note.schema(), note.example()));
  }

  private ObjectNode schema(Schema note, String example) {
    if (note.implementation() != Void.class) {
      return schemas.of(note.implementation());
    }
    String type = note.type().isEmpty() ? "string" : note.type();
    boolean text = type.equals("string");
    SchemaNote limits = SchemaNote.of(note);
    ObjectNode schema = limits.narrowed(NODES.objectNode().put("type", type));
    limits.described(schema, text);
    if (!example.isEmpty()) {
      schema.putArray("examples").add(SchemaNote.valueOf(example, text));
    }
    return schema;
  }

  private static ObjectNode node(String name, String in) {
    return NODES.objectNode().put("name", name).put("in", in);
  }

  private static ObjectNode ref(String name) {
    return NODES.objectNode().put("$ref", "#/components/parameters/" + name);
  }
}
