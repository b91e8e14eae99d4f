package dev.cofferdam.adapters.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** The credentials in the document. */
final class Security {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String SESSION = "session";

  private static final Map<String, String[]> SCHEMES =
      new TreeMap<>(
          Map.of(
              SESSION,
              new String[] {
                "JWT", "The `access_token` of logging in or of refreshing; 15 minutes."
              }));

  private Security() {}

  static Map<String, ObjectNode> schemes() {
    Map<String, ObjectNode> schemes = new TreeMap<>();
    SCHEMES.forEach(
        (name, words) ->
            schemes.put(
                name,
                NODES
                    .objectNode()
                    .put("type", "http")
                    .put("scheme", "bearer")
                    .put("bearerFormat", words[0])
                    .put("description", words[1])));
    return schemes;
  }

  /**
   * Which credentials a route takes: each alone is enough, and none is needed where it is empty.
   */
  static ArrayNode of(Route route) {
    ArrayNode either = NODES.arrayNode();
    if (route.needsCredential()) {
      SCHEMES.keySet().forEach(name -> either.addObject().putArray(name));
    }
    return either;
  }
}
