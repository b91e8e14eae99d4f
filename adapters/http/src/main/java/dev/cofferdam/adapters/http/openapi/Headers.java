package dev.cofferdam.adapters.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Headers in the document. */
final class Headers {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Headers() {}

  /** References to the descriptions of these, by the header's name. */
  static ObjectNode responses(Collection<ResponseHeader> headers) {
    ObjectNode node = NODES.objectNode();
    for (ResponseHeader each : headers) {
      node.putObject(each.header()).put("$ref", "#/components/headers/" + each.header());
    }
    return node;
  }

  /** The descriptions of all response headers. */
  static Map<String, ObjectNode> components() {
    Map<String, ObjectNode> components = new TreeMap<>();
    for (ResponseHeader each : ResponseHeader.values()) {
      ObjectNode header =
          NODES.objectNode().put("description", each.description()).put("required", each.always());
      text(header, each.example());
      components.put(each.header(), header);
    }
    return components;
  }

  /** A request header as a parameter, by reference. */
  static ObjectNode request(RequestHeader header) {
    return NODES.objectNode().put("$ref", "#/components/parameters/" + header.name());
  }

  /** The descriptions of all request headers. */
  static Map<String, ObjectNode> parameters() {
    Map<String, ObjectNode> components = new TreeMap<>();
    Arrays.stream(RequestHeader.values())
        .forEach(each -> components.put(each.name(), parameter(each)));
    return components;
  }

  private static ObjectNode parameter(RequestHeader header) {
    ObjectNode parameter =
        NODES
            .objectNode()
            .put("name", header.header())
            .put("in", "header")
            .put("description", header.description());
    text(parameter, header.example()).put("pattern", header.pattern());
    return parameter;
  }

  private static ObjectNode text(ObjectNode node, String example) {
    ObjectNode schema = node.putObject("schema").put("type", "string");
    schema.putArray("examples").add(example);
    return schema;
  }
}
