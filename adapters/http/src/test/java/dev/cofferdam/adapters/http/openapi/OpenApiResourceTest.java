package dev.cofferdam.adapters.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cofferdam.adapters.http.Answer;
import dev.cofferdam.adapters.http.Contract;
import dev.cofferdam.adapters.http.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document itself: who gets it, and whether it is one. It is left in {@code target}. */
final class OpenApiResourceTest {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static TestServer server;
  private static Answer answer;
  private static JsonNode document;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start();
    answer = server.send(server.request("/openapi.json").GET());
    document = answer.json();
    Files.writeString(Path.of("target", "openapi.json"), document.toPrettyString());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void isForEverybodyAndCheapToAskForAgain() {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("application/json");
    assertThat(answer.header("Cache-Control")).contains("no-cache");
    String tag = answer.header("ETag").orElseThrow();
    Answer again = server.send(server.request("/openapi.json").header("If-None-Match", tag).GET());
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("ETag")).contains(tag);
  }

  /** By the schema that the OpenAPI Initiative publishes (Apache-2.0), as of 2022-10-07. */
  @Test
  void isAnOpenApiDocument() throws IOException {
    try (InputStream in =
        OpenApiResourceTest.class.getResourceAsStream("/openapi/oas-3.1-schema-2022-10-07.json")) {
      Schema openApi = SCHEMAS.getSchema(in);
      assertThat(openApi.validate(document)).isEmpty();
    }
    assertThat(document.get("openapi").asText()).startsWith("3.1.");
  }

  @Test
  void itsSchemasAreSchemasAndTheirExamplesFitThem() {
    Schema meta =
        SCHEMAS.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    Contract contract = new Contract(answer.body());
    SoftAssertions all = new SoftAssertions();
    int seen = 0;
    for (JsonNode schema : document.findValues("schema")) {
      all.assertThat(meta.validate(schema)).as(schema.toString()).isEmpty();
      seen += examples(all, contract, schema);
    }
    for (JsonNode schema : document.at("/components/schemas")) {
      all.assertThat(meta.validate(schema)).as(schema.toString()).isEmpty();
      seen += examples(all, contract, schema);
      for (JsonNode field : schema.path("properties")) {
        seen += examples(all, contract, field);
      }
    }
    all.assertAll();
    assertThat(seen).isGreaterThan(80);
  }

  private static int examples(SoftAssertions all, Contract contract, JsonNode schema) {
    for (JsonNode example : schema.path("examples")) {
      all.assertThat(contract.compile(schema).validate(example)).as(schema.toString()).isEmpty();
    }
    return schema.path("examples").size();
  }

  @Test
  void itsProblemsAreProblems() {
    Schema problem =
        new Contract(answer.body()).compile(document.at("/components/schemas/Problem"));
    int seen = 0;
    for (JsonNode example : document.at("/components/examples")) {
      assertThat(problem.validate(example.get("value"))).as(example.toString()).isEmpty();
      seen++;
    }
    assertThat(seen).isGreaterThan(20);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    int seen = 0;
    for (JsonNode reference : document.findValues("$ref")) {
      assertThat(document.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
      seen++;
    }
    assertThat(seen).isGreaterThan(100);
  }

  @Test
  void saysThatAnOrgsRoutesNeedACredential() {
    int seen = 0;
    for (var path : document.get("paths").properties()) {
      for (JsonNode operation : path.getValue()) {
        boolean needs = !operation.get("security").isEmpty();
        assertThat(operation.get("responses").has("401") || !needs).isTrue();
        if (path.getKey().startsWith("/api/v1/orgs")) {
          assertThat(needs).as(path.getKey()).isTrue();
          seen++;
        }
      }
    }
    assertThat(seen).isGreaterThan(10);
  }
}
