package dev.cofferdam.adapters.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.adapters.http.BrokenResource;
import dev.cofferdam.adapters.http.TestServer;
import io.swagger.v3.oas.annotations.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nothing is served that the document does not describe: routes, what they take, what they give.
 */
final class DescribedRoutesTest {
  private static TestServer server;
  private static JsonNode document;
  private static List<Route> routes;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    document = server.send(server.request("/openapi.json").GET()).json();
    List<Class<?>> classes =
        server.resourceClasses().stream().filter(type -> type != BrokenResource.class).toList();
    routes = Route.of(classes);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void eachRouteSaysWhatItIs() {
    SoftAssertions all = new SoftAssertions();
    Set<String> ids = new HashSet<>();
    for (Route route : routes) {
      Operation note = route.operation().orElse(null);
      all.assertThat(note).as("%s has an @Operation", route.name()).isNotNull();
      if (note != null) {
        all.assertThat(note.operationId()).as(route.name()).matches("[a-z][A-Za-z0-9]{2,}");
        all.assertThat(ids.add(note.operationId())).as(note.operationId() + " is one's").isTrue();
        all.assertThat(note.summary()).as(route.name() + " has a summary").matches(".{5,100}[^.]");
      }
      all.assertThat(route.annotations(Refuses.class))
          .as("%s has a @Refuses, be it empty", route.name())
          .hasSameSizeAs(route.methods());
    }
    all.assertAll();
    assertThat(routes).hasSizeGreaterThan(20);
  }

  @Test
  void eachRouteIsInTheDocument() {
    Set<String> served = new TreeSet<>();
    routes.forEach(route -> served.add(route.name()));
    Set<String> described = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        verb ->
                            described.add(
                                verb.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    assertThat(described).isEqualTo(served);
  }

  @Test
  void eachTagIsExplained() {
    Set<String> explained = new TreeSet<>();
    for (JsonNode tag : document.get("tags")) {
      assertThat(tag.at("/description").asText()).as(tag.toString()).isNotBlank();
      explained.add(tag.get("name").asText());
    }
    Set<String> used = new TreeSet<>();
    routes.forEach(route -> used.add(route.feature()));
    assertThat(explained).hasSizeGreaterThan(5).isEqualTo(used);
  }

  @Test
  void whatCreatesCanBeTriedAgain() {
    int seen = 0;
    for (JsonNode path : document.get("paths")) {
      if (path.at("/post/responses").has("201")) {
        assertThat(path.at("/post/parameters").findValuesAsText("$ref"))
            .as(path.at("/post/operationId").asText())
            .contains("#/components/parameters/IDEMPOTENCY_KEY");
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(4);
  }

  @Test
  void eachParameterIsExplained() {
    int seen = 0;
    SoftAssertions all = new SoftAssertions();
    for (JsonNode path : document.get("paths")) {
      for (JsonNode operation : path) {
        String name = operation.get("operationId").asText();
        for (JsonNode parameter : operation.get("parameters")) {
          JsonNode found = resolved(parameter);
          all.assertThat(found.at("/description").asText()).as(name + " " + found).isNotBlank();
          all.assertThat(found.has("schema")).as(name + " " + found).isTrue();
          seen++;
        }
      }
    }
    all.assertAll();
    assertThat(seen).isGreaterThan(50);
  }

  @Test
  void eachFieldIsExplainedAndHasAnExample() {
    int seen = 0;
    SoftAssertions all = new SoftAssertions();
    for (var schema : document.at("/components/schemas").properties()) {
      for (var field : schema.getValue().path("properties").properties()) {
        String name = schema.getKey() + "." + field.getKey();
        all.assertThat(isExplained(field.getValue())).as("%s is explained", name).isTrue();
        all.assertThat(hasExample(field.getValue())).as("%s has an example", name).isTrue();
        seen++;
      }
    }
    all.assertAll();
    assertThat(seen).isGreaterThan(100);
  }

  private static boolean isExplained(JsonNode schema) {
    JsonNode either = schema.has("anyOf") ? schema.at("/anyOf/0") : schema;
    return !schema.path("description").asText().isBlank()
        || !resolved(either).path("description").asText().isBlank();
  }

  /** What is made of parts has their examples; true and false, and one of few, need none. */
  private static boolean hasExample(JsonNode schema) {
    if (schema.has("examples") || schema.has("enum") || schema.has("properties")) {
      return true;
    }
    for (String part : List.of("items", "additionalProperties")) {
      if (schema.has(part)) {
        return hasExample(schema.get(part));
      }
    }
    if (schema.has("anyOf")) {
      return hasExample(schema.at("/anyOf/0"));
    }
    return schema.has("$ref")
        ? hasExample(resolved(schema))
        : schema.path("type").toString().contains("boolean");
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }
}
