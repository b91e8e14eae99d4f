package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions, batches, branches and times, over HTTP. */
class BranchRoutesTest {
  private static TestServer server;
  private Client ada;
  private String secrets;
  private String prod;

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
    prod = "projects/shop/envs/prod";
  }

  @Test
  void deletesRestoresAndTellsTheHistory() {
    put("KEY", "one");
    put("KEY", "two");
    assertThat(ada.delete(secrets + "/KEY", "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(ada.delete(secrets + "/KEY", "If-Match", "\"2\"").status()).isEqualTo(204);
    assertThat(ada.get(secrets + "/KEY").text("/code")).isEqualTo("secret_not_found");
    assertThat(ada.get(secrets + "/KEY?version=1").text("/value")).isEqualTo("one");
    assertThat(ada.get(secrets + "/KEY?version=3").text("/code")).isEqualTo("version_not_found");
    Answer restored = ada.post(secrets + "/KEY/restore", "{\"version\":2}");
    assertThat(restored.status()).isEqualTo(200);
    assertThat(restored.header("ETag")).contains("\"4\"");
    assertThat(ada.get(secrets + "/KEY").text("/value")).isEqualTo("two");
    Answer first = ada.get(secrets + "/KEY/history?limit=3");
    assertThat(first.json().at("/items").findValuesAsText("change"))
        .containsExactly("restore", "delete", "set");
    String next = first.header("Link").orElseThrow().replaceAll("^<|>; rel=\"next\"$", "");
    assertThat(ada.get(next).json().at("/items").findValuesAsText("version")).containsExactly("1");
    assertThat(ada.get(secrets + "/KEY/history?cursor=QUJD").text("/errors/0/field"))
        .isEqualTo("cursor");
    for (String version : new String[] {"0", "-1", "9223372036854775807"}) {
      assertThat(ada.post(secrets + "/KEY/restore", "{\"version\":" + version + "}").status())
          .as(version)
          .isIn(400, 404);
    }
    assertThat(ada.post(secrets + "/KEY/restore", "{}").text("/errors/0/field"))
        .isEqualTo("version");
  }

  @Test
  void travelsInTime() throws InterruptedException {
    put("KEY", "one");
    String then = ada.get(secrets + "/KEY").text("/updated_at");
    Thread.sleep(2);
    put("KEY", "two");
    put("NEW", "x");
    assertThat(ada.get(secrets + "/KEY?at=" + then).text("/value")).isEqualTo("one");
    Answer all = ada.get(secrets + "?values=true&at=" + then);
    assertThat(all.json().at("/items").findValuesAsText("value")).containsExactly("one");
    assertThat(all.json().at("/version").asInt()).isEqualTo(1);
    assertThat(ada.get(secrets + "?at=" + then).json().at("/items")).hasSize(1);
    Answer back = ada.post(prod + "/restore", "{\"at\":\"" + then + "\"}", "If-Match", "\"3\"");
    assertThat(back.status()).as(back.body()).isEqualTo(200);
    assertThat(back.json().at("/changed").findValuesAsText("key")).containsExactly("KEY");
    assertThat(back.text("/deleted/0")).isEqualTo("NEW");
    assertThat(back.json().at("/version").asInt()).isEqualTo(4);
    assertThat(ada.get(secrets + "/KEY").text("/value")).isEqualTo("one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-13-01T00:00:00Z",
        "2026-11-21",
        "2026-11-21T12:00:00",
        "1795262400",
        "3026-11-21T12:00:00Z",
        "1026-11-21T12:00:00Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "+1000000000-01-01T00:00:00Z"
      })
  void refusesTimesThatAreNone(String at) {
    put("KEY", "one");
    String query = "at=" + URLEncoder.encode(at, StandardCharsets.UTF_8);
    for (String path :
        new String[] {
          secrets + "/KEY?" + query, secrets + "?" + query, secrets + "?values=true&" + query
        }) {
      Answer answer = ada.get(path);
      assertThat(answer.status()).as(path).isEqualTo(400);
      assertThat(answer.text("/errors/0/field")).isEqualTo("at");
    }
    Answer restored = ada.post(prod + "/restore", "{\"at\":\"" + at + "\"}");
    assertThat(restored.text("/errors/0/field")).isEqualTo("at");
  }

  @Test
  void changesSeveralKeysOrNone() {
    put("A", "one");
    put("C", "c");
    Answer changed =
        ada.patch(
            secrets,
            """
            {"set":{"A":{"value":"two","expect":1},"B":{"value":"/w==","encoding":"base64",
              "expect":0,"note":"n"}},"delete":{"C":{"expect":1}}}""");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.header("ETag")).contains("\"3\"");
    assertThat(changed.body()).doesNotContain("two");
    Answer all = ada.get(secrets + "?values=true");
    assertThat(all.json().at("/items").findValuesAsText("value")).containsExactly("two", "/w==");
    Answer stale =
        ada.patch(
            secrets,
            """
            {"set":{"A":{"value":"x","expect":1},"D":{"value":"x"}},
              "delete":{"C":{},"B":{"expect":7}}}""");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.json().at("/errors").findValuesAsText("field"))
        .containsExactly("set.A", "delete.B", "delete.C");
    assertThat(ada.get(secrets).json().at("/version").asInt()).isEqualTo(3);
    assertThat(ada.patch(secrets, one("E"), "If-Match", "\"2\"").status()).isEqualTo(412);
    assertThat(ada.patch(secrets, one("E"), "If-Match", "\"3\"").status()).isEqualTo(200);
  }

  private static String one(String key) {
    return "{\"set\":{\"" + key + "\":{\"value\":\"x\"}}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|set",
        "{\"set\":{},\"delete\":{}}|set",
        "{\"set\":{\"A\":null}}|set.A",
        "{\"delete\":{\"A\":null}}|delete.A",
        "{\"set\":{\"A\":{}}}|set.A.value",
        "{\"set\":{\"A\":{\"value\":\"x\"}},\"delete\":{\"A\":{}}}|delete.A",
        "{\"set\":{\"A\":{\"value\":\"!\",\"encoding\":\"base64\"}}}|set.A.value",
        "{\"set\":{\"A\":{\"value\":\"x\",\"encoding\":\"latin1\"}}}|set.A.encoding",
        "{\"set\":{\"A\":{\"value\":\"x\",\"expect\":-1}}}|set.A.expect",
        "{\"set\":{\"A B\":{\"value\":\"x\"}}}|set",
        "{\"set\":{\"A\\u0000\":{\"value\":\"x\"}}}|set",
        "{\"set\":{\"A\\n\":{\"value\":\"x\"}}}|set",
        "{\"delete\":{\"A=\":{}}}|delete"
      })
  void refusesBatchesByTheField(String json, String field) {
    Answer answer = ada.patch(secrets, json);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    assertThat(ada.get(secrets).json().at("/version").asInt()).isZero();
  }

  @Test
  void boundsValuesAndBatches() {
    String large = "x".repeat(65_537);
    Answer one = ada.put(secrets + "/A", "{\"value\":\"" + large + "\"}");
    assertThat(one.status()).isEqualTo(413);
    assertThat(one.text("/errors/0/message")).contains("65536");
    Answer batch = ada.patch(secrets, "{\"set\":{\"A\":{\"value\":\"" + large + "\"}}}");
    assertThat(batch.status()).isEqualTo(413);
    assertThat(batch.text("/errors/0/field")).isEqualTo("set.A.value");
    StringBuilder many = new StringBuilder("{\"set\":{");
    for (int i = 0; i <= 500; i++) {
      many.append(i == 0 ? "" : ",").append("\"K").append(i).append("\":{\"value\":\"\"}");
    }
    Answer over = ada.patch(secrets, many.append("}}").toString());
    assertThat(over.status()).isEqualTo(400);
    assertThat(over.text("/errors/0/field")).isEqualTo("set");
    String whole = Base64.getEncoder().encodeToString(new byte[65_536]);
    assertThat(
            ada.put(secrets + "/A", "{\"value\":\"" + whole + "\",\"encoding\":\"base64\"}")
                .status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=B", "A B", "A\n", "\u202eA", "1A", "A-B", "Ä"})
  void refusesNamesThatAreNone(String name) {
    String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    for (Answer answer :
        new Answer[] {
          ada.put(secrets + "/" + path, "{\"value\":\"x\"}"),
          ada.get(secrets + "/" + path),
          ada.delete(secrets + "/" + path),
          ada.get(secrets + "/" + path + "/history"),
          ada.post(secrets + "/" + path + "/restore", "{\"version\":1}")
        }) {
      assertThat(answer.status()).as("%s", answer).isEqualTo(400);
    }
    assertThat(ada.get(secrets).json().at("/items")).isEmpty();
  }

  @Test
  void refusesNamesThatAreTooLong() {
    for (int length : new int[] {256, 10_000}) {
      Answer answer = ada.put(secrets + "/" + "A".repeat(length), "{\"value\":\"x\"}");
      assertThat(answer.status()).isIn(400, 414, 431);
    }
    assertThat(ada.put(secrets + "/" + "A".repeat(255), "{\"value\":\"x\"}").status())
        .isEqualTo(201);
  }

  @Test
  void branchesInheritOverrideAndHide() {
    put("A", "of prod");
    Answer branch = ada.post(prod + "/branch", "{\"name\":\"hotfix\"}");
    assertThat(branch.status()).isEqualTo(201);
    assertThat(branch.text("/parent")).isEqualTo("prod");
    String hotfix = "projects/shop/envs/hotfix";
    Answer inherited = ada.get(hotfix + "/secrets/A");
    assertThat(inherited.text("/value")).isEqualTo("of prod");
    assertThat(inherited.text("/inherited_from")).isEqualTo("prod");
    String tag = inherited.header("ETag").orElseThrow();
    assertThat(tag).matches("\"0-[0-9a-f]{16}\"");
    assertThat(ada.get(hotfix + "/secrets/A", "If-None-Match", tag).status()).isEqualTo(304);
    Answer all = ada.get(hotfix + "/secrets?values=true");
    String allTag = all.header("ETag").orElseThrow();
    assertThat(ada.get(hotfix + "/secrets?values=true", "If-None-Match", allTag).status())
        .isEqualTo(304);
    put("A", "newer");
    assertThat(ada.get(hotfix + "/secrets?values=true", "If-None-Match", allTag).status())
        .as("the parent's change is covered")
        .isEqualTo(200);
    assertThat(ada.put(hotfix + "/secrets/A", "{\"value\":\"own\"}", "If-Match", tag).status())
        .as("nothing of its own was expected")
        .isEqualTo(201);
    assertThat(ada.get(hotfix + "/secrets/A").header("ETag")).contains("\"1\"");
    assertThat(ada.post(hotfix + "/secrets/A/hide", "").status()).isEqualTo(200);
    assertThat(ada.get(hotfix + "/secrets/A").status()).isEqualTo(404);
    assertThat(ada.delete(hotfix + "/secrets/A").status()).isEqualTo(204);
    assertThat(ada.get(hotfix + "/secrets/A").text("/value")).isEqualTo("newer");
    assertThat(ada.post("projects/shop/envs", "{\"name\":\"b\",\"parent\":\"none\"}").status())
        .isEqualTo(404);
  }

  @Test
  void showsChangesAndDeletesAnEnvironment() {
    ada.post(prod + "/branch", "{\"name\":\"dev\"}");
    Answer shown = ada.get("projects/shop/envs/dev");
    String tag = shown.header("ETag").orElseThrow();
    assertThat(ada.get("projects/shop/envs/dev", "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(ada.patch("projects/shop/envs/dev", "{\"name\":\"No\"}").text("/errors/0/field"))
        .isEqualTo("name");
    Answer renamed = ada.patch("projects/shop/envs/dev", "{\"name\":\"next\"}", "If-Match", tag);
    assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
    assertThat(renamed.json().at("/version").asInt()).isEqualTo(1);
    assertThat(ada.patch("projects/shop/envs/next", "{}", "If-Match", tag).status()).isEqualTo(412);
    assertThat(ada.patch(prod, "{\"parent\":\"next\"}").text("/code"))
        .isEqualTo("environment_cycle");
    assertThat(ada.delete(prod).text("/code")).isEqualTo("environment_has_branches");
    assertThat(ada.delete(prod + "?branches=keep").text("/errors/0/field")).isEqualTo("branches");
    assertThat(
            ada.patch("projects/shop/envs/next", "{\"parent\":\"\"}").json().at("/parent").isNull())
        .isTrue();
    assertThat(ada.delete(prod).status()).isEqualTo(204);
    assertThat(ada.get(prod).text("/code")).isEqualTo("environment_not_found");
    assertThat(ada.post(prod + "/undelete", "").status()).isEqualTo(200);
    assertThat(ada.post("projects/shop/envs/never/undelete", "").text("/code"))
        .isEqualTo("environment_not_found");
  }

  @Test
  void comparesAndPromotes() {
    put("A", "one");
    ada.post(prod + "/branch", "{\"name\":\"dev\"}");
    ada.put("projects/shop/envs/dev/secrets/B", "{\"value\":\"hunter2\"}");
    Answer diff = ada.get("projects/shop/envs/dev/diff?with=prod");
    assertThat(diff.json().at("/items").findValuesAsText("change")).containsExactly("add");
    assertThat(diff.body()).doesNotContain("hunter2");
    assertThat(ada.get("projects/shop/envs/dev/diff").text("/errors/0/field")).isEqualTo("with");
    assertThat(ada.get("projects/shop/envs/dev/diff?with=none").status()).isEqualTo(404);
    Answer stale = ada.post("projects/shop/envs/dev/promote", "{\"to\":\"prod\",\"expect\":7}");
    assertThat(stale.status()).isEqualTo(412);
    Answer done = ada.post("projects/shop/envs/dev/promote", "{\"to\":\"prod\",\"expect\":1}");
    assertThat(done.json().at("/version").asInt()).isEqualTo(2);
    assertThat(ada.get(secrets + "/B").text("/value")).isEqualTo("hunter2");
    assertThat(ada.post("projects/shop/envs/dev/promote", "{}").text("/errors/0/field"))
        .isEqualTo("to");
  }

  @Test
  void showsChangesAndDeletesAProject() {
    assertThat(ada.get("projects/shop").text("/name")).isEqualTo("shop");
    Answer renamed = ada.patch("projects/shop", "{\"name\":\"store\",\"description\":\"d\"}");
    assertThat(renamed.text("/name")).isEqualTo("store");
    assertThat(ada.get("projects/shop").status()).isEqualTo(404);
    ada.post("projects", "{\"name\":\"shop\"}");
    assertThat(ada.patch("projects/store", "{\"name\":\"shop\"}").text("/code"))
        .isEqualTo("project_exists");
    assertThat(ada.delete("projects/store").status()).isEqualTo(204);
    assertThat(ada.get("projects/store/envs").text("/code")).isEqualTo("project_not_found");
    assertThat(ada.post("projects/store/undelete", "").status()).isEqualTo(200);
    assertThat(ada.get("projects/store/envs/prod").status()).isEqualTo(200);
    ada.delete("projects/store");
    ada.post("projects", "{\"name\":\"store\"}");
    assertThat(ada.post("projects/store/undelete", "").text("/code")).isEqualTo("project_exists");
    assertThat(ada.post("projects/never/undelete", "").text("/code"))
        .isEqualTo("project_not_found");
  }

  @Test
  void pagesAndFiltersValues() {
    for (String key : new String[] {"A1", "A2", "A3", "B1"}) {
      put(key, "v");
    }
    Answer page = ada.get(secrets + "?values=true&prefix=A&limit=2");
    assertThat(page.json().at("/items").findValuesAsText("key")).containsExactly("A1", "A2");
    String next = page.header("Link").orElseThrow().replaceAll("^<|>; rel=\"next\"$", "");
    assertThat(ada.get(next).json().at("/items").findValuesAsText("key")).containsExactly("A3");
    assertThat(ada.get(secrets + "?prefix=B").json().at("/items")).hasSize(1);
    assertThat(ada.get(secrets + "?values=1").text("/errors/0/field")).isEqualTo("values");
    assertThat(ada.get("audit?action=environment.reveal").json().at("/items")).hasSize(2);
  }

  private void put(String key, String value) {
    Answer answer = ada.put(secrets + "/" + key, "{\"value\":\"" + value + "\"}");
    assertThat(answer.status()).isIn(200, 201);
  }
}
