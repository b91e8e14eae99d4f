package dev.cofferdam.adapters.http.wall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Values that the document gives as examples of its schemas. */
final class Examples {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode document;

  Examples(JsonNode document) {
    this.document = document;
  }

  /**
   * @throws AssertionError when nothing in the schema says what a value looks like
   */
  JsonNode of(JsonNode schema) {
    if (schema.has("examples")) {
      return schema.get("examples").get(0);
    }
    if (schema.has("$ref")) {
      return of(document.at(schema.get("$ref").asText().substring(1)));
    }
    if (schema.has("anyOf")) {
      return of(schema.get("anyOf").get(0));
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(0);
    }
    if (schema.has("properties")) {
      ObjectNode object = NODES.objectNode();
      schema.get("properties").properties().forEach(e -> object.set(e.getKey(), of(e.getValue())));
      return object;
    }
    if (schema.has("items")) {
      return NODES.arrayNode().add(of(schema.get("items")));
    }
    if (schema.path("type").toString().contains("boolean")) {
      return schema.has("default") ? schema.get("default") : NODES.booleanNode(false);
    }
    throw new AssertionError("no example in " + schema);
  }
}
