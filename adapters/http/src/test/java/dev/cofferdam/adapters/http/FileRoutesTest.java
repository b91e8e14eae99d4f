package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of secrets, in and out. */
class FileRoutesTest {
  private static TestServer server;
  private Client ada;
  private String secrets;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeEnvironment() {
    ada = server.newcomer("Ada");
    secrets = ada.environment("shop", "prod");
  }

  @ParameterizedTest
  @CsvSource({
    "dotenv, text/plain, shop.prod.env",
    "shell, text/plain, shop.prod.sh",
    "docker, text/plain, shop.prod.env",
    "json, application/json, shop.prod.json",
    "yaml, application/yaml, shop.prod.yaml"
  })
  void importsWhatItExported(String format, String media, String file) {
    ada.put(secrets + "/A", "{\"value\":\"it's \\\"\uD83D\uDD11\\\" \\\\n x\"}");
    ada.put(secrets + "/B", "{\"value\":\"\"}");
    Answer exported = export("?format=" + format);
    assertThat(exported.status()).as(exported.body()).isEqualTo(200);
    assertThat(exported.header("Content-Type").orElseThrow()).startsWith(media);
    assertThat(exported.header("Cache-Control")).contains("no-store");
    assertThat(exported.header("Content-Disposition"))
        .contains("attachment; filename=\"" + file + "\"");
    Answer again = importing(exported.body(), "?format=" + format);
    assertThat(again.status()).as(again.body()).isEqualTo(200);
    assertThat(again.json().at("/unchanged")).hasSize(2);
    assertThat(again.json().at("/warnings")).isEmpty();
    ada.put(secrets + "/A", "{\"value\":\"other\"}");
    assertThat(importing(exported.body(), "?format=" + format).json().at("/changed")).hasSize(1);
    assertThat(ada.get(secrets + "/A").text("/value")).isEqualTo("it's \"\uD83D\uDD11\" \\n x");
  }

  @Test
  void exportsNothingOfAnEmptyEnvironment() {
    assertThat(export("").body()).isEmpty();
    assertThat(export("?format=json").body()).isEqualTo("{}\n");
  }

  @Test
  void carriesAllBytesInJsonAndYaml() {
    String bytes = Base64.getEncoder().encodeToString(new byte[] {0, -1, 13, 10});
    ada.put(secrets + "/A", "{\"value\":\"" + bytes + "\",\"encoding\":\"base64\"}");
    for (String format : new String[] {"json", "yaml"}) {
      String file = export("?format=" + format).body();
      assertThat(importing(file, "?format=" + format).json().at("/unchanged")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dotenv", "shell", "docker"})
  void namesAllThatAFormatCantCarry(String format) {
    ada.put(secrets + "/A", "{\"value\":\"hunter2\\u0000\"}");
    ada.put(secrets + "/B", "{\"value\":\"fine\"}");
    ada.put(secrets + "/C", "{\"value\":\"/w==\",\"encoding\":\"base64\"}");
    Answer answer = export("?format=" + format);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/code")).isEqualTo("not_representable");
    assertThat(answer.text("/errors/0/field")).isEqualTo("A");
    assertThat(answer.text("/errors/1/field")).isEqualTo("C");
    assertThat(answer.json().at("/errors")).hasSize(2);
    assertThat(answer.body()).doesNotContain("hunter2");
  }

  @Test
  void resolvesReferences() {
    ada.post("projects/shop/envs", "{\"name\":\"dev\"}");
    ada.put("projects/shop/envs/dev/secrets/HOST", "{\"value\":\"db.${KIND}\"}");
    ada.put("projects/shop/envs/dev/secrets/KIND", "{\"value\":\"dev\"}");
    ada.put(secrets + "/URL", "{\"value\":\"${dev.HOST}/$${x}\"}");
    assertThat(export("?format=json").text("/URL")).isEqualTo("db.dev/${x}");
    assertThat(export("?format=json&raw=true").text("/URL")).isEqualTo("${dev.HOST}/$${x}");
    assertThat(trail())
        .contains(
            "environment.export environment:shop/prod as json with shop/dev:2@1",
            "environment.export environment:shop/prod as json@1");
  }

  @Test
  void namesTheChainOfWhatHasNoValue() {
    ada.put(secrets + "/A", "{\"value\":\"${B}\"}");
    ada.put(secrets + "/B", "{\"value\":\"hunter2 ${none.C}\"}");
    ada.put(secrets + "/C", "{\"value\":\"${C:-hunter2}\"}");
    Answer answer = export("");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/code")).isEqualTo("unresolved_reference");
    assertThat(answer.json().at("/errors")).hasSize(3);
    assertThat(answer.text("/errors/0/message"))
        .isEqualTo(
            "shop/prod/A -> shop/prod/B -> shop/none/C is not there, or not for this caller to"
                + " read");
    assertThat(answer.body()).doesNotContain("hunter2");
    assertThat(trail()).noneMatch(entry -> entry.startsWith("environment.export"));
  }

  /** What is told 304 gives nothing away: no entry in the trail, and no read that counts. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "?format=shell", "?format=docker", "?format=json", "?format=yaml&raw=true"})
  void tellsWhoHasTheFileThatNothingChanged(String query) {
    ada.post("projects/shop/envs", "{\"name\":\"dev\"}");
    ada.put("projects/shop/envs/dev/secrets/HOST", "{\"value\":\"db\"}");
    ada.put(secrets + "/URL", "{\"value\":\"x/${dev.HOST}\"}");
    Answer file = export(query);
    String tag = file.header("ETag").orElseThrow();
    List<String> trail = trail();
    Answer again = exportUnless(query, tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("ETag")).contains(tag);
    assertThat(trail()).isEqualTo(trail);
    ada.put("projects/shop/envs/dev/secrets/HOST", "{\"value\":\"other\"}");
    assertThat(exportUnless(query, tag).status()).isEqualTo(query.contains("raw=true") ? 304 : 200);
    ada.put(secrets + "/URL", "{\"value\":\"y\"}");
    assertThat(exportUnless(query, tag).status()).isEqualTo(200);
  }

  @Test
  void givesNoFileForTheTagOfAnother() {
    ada.put(secrets + "/A", "{\"value\":\"x\"}");
    List<String> tags = new ArrayList<>();
    for (String query : List.of("", "?format=shell", "?format=json", "?format=json&raw=true")) {
      tags.add(export(query).header("ETag").orElseThrow());
    }
    tags.add(ada.get(secrets).header("ETag").orElseThrow());
    assertThat(tags).doesNotHaveDuplicates();
    assertThat(exportUnless("?format=yaml", String.join(", ", tags)).status()).isEqualTo(200);
    assertThat(exportUnless("?format=age", "*").status()).isNotEqualTo(304);
  }

  @Test
  void recordsOneEntryForAnExport() {
    ada.put(secrets + "/A", "{\"value\":\"1\"}");
    ada.put(secrets + "/B", "{\"value\":\"2\"}");
    export("?format=shell");
    assertThat(trail())
        .containsOnlyOnce("environment.export environment:shop/prod as shell@2")
        .noneMatch(entry -> entry.startsWith("secret.reveal"));
  }

  /** One file, four readings of it; and what is read back is what the program would have got. */
  @ParameterizedTest
  @CsvSource({
    "cofferdam, x#y, ${A}",
    "node, x, ${A}",
    "python-dotenv, x#y, x#y",
    "compose, x#y, x#y"
  })
  void readsAFileAsItsProgramDoes(String dialect, String a, String b) {
    Answer answer = importing("A=x#y\nB=${A}\n", "?format=dotenv&dialect=" + dialect);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/warnings")).isEmpty();
    assertThat(ada.get(secrets + "/A").text("/value")).isEqualTo(a);
    assertThat(ada.get(secrets + "/B").text("/value"))
        .isEqualTo(dialect.equals("cofferdam") ? a : b);
  }

  @Test
  void saysWhereAProgramReadsNothingCertain() {
    Answer answer = importing("A=1\nB=2 # ${C}\nD=x${C}\n", "?dialect=python-dotenv");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/code")).isEqualTo("import_refused");
    assertThat(answer.text("/errors/0/field")).isEqualTo("line 3, column 3");
    assertThat(answer.json().at("/errors")).hasSize(1);
    assertThat(ada.get(secrets + "/A").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?dialect=ruby",
        "?dialect=",
        "?dialect=NODE",
        "?format=json&dialect=node",
        "?format=age&dialect=cofferdam",
        "?dialect=node&dialect=node"
      })
  void refusesADialectThatIsNoneOfTheFormat(String query) {
    Answer answer = importing("A=1", query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo("dialect");
  }

  @Test
  void warnsOfWhatBeginsLikeAReference() {
    Answer answer = importing("A=1\nB=${HOME:-/x}\nC=${A}\n", "?dry_run=true");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/warnings")).hasSize(1);
    assertThat(answer.text("/warnings/0/key")).isEqualTo("B");
    assertThat(answer.json().at("/warnings/0/line").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "dotenv, 'A=1\nB=\"x', 2, 3",
    "shell, 'A=1\nB=$(id)', 2, 3",
    "docker, 'A=1\nB', 2, 1",
    "json, '{\"A\":\"1\",\n\"B\":2}', 2, 5",
    "yaml, 'A: x\nB: 2', 2, 4"
  })
  void takesAllOrNothing(String format, String file, int line, int column) {
    Answer answer = importing(file, "?format=" + format);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/errors/0/field")).isEqualTo("line " + line + ", column " + column);
    assertThat(ada.get(secrets + "/A").status()).isEqualTo(404);
    Answer dry = importing(file, "?dry_run=true&format=" + format);
    assertThat(dry.status()).isEqualTo(200);
    assertThat(dry.json().at("/added")).hasSize(1);
    assertThat(dry.json().at("/refused/0/line").asInt()).isEqualTo(line);
    assertThat(ada.get(secrets + "/A").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?format=toml", "?format=", "?format=JSON", "?raw=1", "?format=json&x=1"})
  void refusesWhatItDoesNotKnow(String query) {
    assertThat(export(query).status()).isEqualTo(400);
  }

  @Test
  void refusesMoreThanCanBeImportedAgain() {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      file.append("K").append(i).append("=").append("x".repeat(65_000)).append('\n');
    }
    assertThat(importing(file.toString(), "").status()).isEqualTo(200);
    assertThat(export("").status()).isEqualTo(200);
    assertThat(importing(file.toString().replace("K", "L"), "").status()).isEqualTo(200);
    assertThat(export("").status()).isEqualTo(413);
  }

  private List<String> trail() {
    List<String> entries = new ArrayList<>();
    JsonNode items = ada.get("audit?limit=100").json().at("/items");
    items.forEach(e -> entries.add(e.at("/action").asText() + " " + e.at("/resource").asText()));
    return entries;
  }

  private Answer export(String query) {
    return ada.get(secrets.replace("/secrets", "/export") + query);
  }

  private Answer importing(String file, String query) {
    HttpRequest.Builder request =
        ada.request(secrets.replace("/secrets", "/import") + query)
            .header("Content-Type", "text/plain");
    return server.send(request.POST(Client.body(file)));
  }

  private Answer exportUnless(String query, String tag) {
    return ada.get(secrets.replace("/secrets", "/export") + query, "If-None-Match", tag);
  }
}
