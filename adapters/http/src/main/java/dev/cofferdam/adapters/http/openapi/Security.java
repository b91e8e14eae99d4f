package dev.cofferdam.adapters.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The credentials in the document. */
final class Security {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<Scheme> SCHEMES =
      List.of(
          new Scheme(
              "session", "JWT", "The `access_token` of logging in or of refreshing; 15 minutes."),
          new Scheme(
              "issuer",
              "JWT",
              "A token of an issuer that the operator trusts, such as Supabase or Clerk."),
          new Scheme(
              "api_key",
              "cfd_[0-9A-Za-z]{49}",
              "A person's API key for one org, as far as its scopes go; `Bearer` may be left out."),
          new Scheme(
              "service_token",
              "cfr_[0-9A-Za-z]{49}",
              "An org's token for some environments of one project; `Bearer` may be left out."));

  /**
   * @param format what the bearer token looks like
   */
  private record Scheme(String name, String format, String words) {
    ObjectNode node() {
      return NODES
          .objectNode()
          .put("type", "http")
          .put("scheme", "bearer")
          .put("bearerFormat", format)
          .put("description", words);
    }
  }

  private Security() {}

  static Map<String, ObjectNode> schemes() {
    Map<String, ObjectNode> schemes = new TreeMap<>();
    SCHEMES.forEach(each -> schemes.put(each.name(), each.node()));
    return schemes;
  }

  /**
   * Which credentials a route takes: each alone is enough, and none is needed where it is empty.
   */
  static ArrayNode of(Route route) {
    ArrayNode either = NODES.arrayNode();
    if (route.needsCredential()) {
      SCHEMES.forEach(each -> either.addObject().putArray(each.name()));
    }
    return either;
  }
}
