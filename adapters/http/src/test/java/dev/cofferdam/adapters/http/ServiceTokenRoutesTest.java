package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTokenRoutesTest {
  private static final String SECRETS = "projects/shop/envs/prod/secrets";
  private static final String PLAIN = "{\"commands\":[\"true\"]}";
  private static TestServer server;

  private Client ada;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void fill() {
    ada = server.newcomer("Ada");
    ada.environment("shop", "prod");
    ada.post("projects/shop/envs", "{\"name\":\"live\",\"protected\":true}");
    ada.put(SECRETS + "/KEY", "{\"value\":\"hunter2\"}");
  }

  @Test
  void aReadingTokenReads() {
    Client token = with(create("read", "prod"));
    assertThat(token.get(SECRETS + "/KEY").text("/value")).isEqualTo("hunter2");
    assertThat(token.put(SECRETS + "/KEY", "{\"value\":\"x\"}").status()).isEqualTo(403);
    assertThat(token.post("pipelines", "{\"commands\":[\"true\"]}").status()).isEqualTo(403);
    assertThat(token.get("members").status()).isEqualTo(403);
    assertThat(token.get("service-tokens").status()).isEqualTo(403);
    assertThat(token.get("/api/v1/orgs").status()).isEqualTo(403);
  }

  @Test
  void aWritingTokenWritesToo() {
    Client token = with(create("write", "prod"));
    assertThat(token.put(SECRETS + "/NEW", "{\"value\":\"x\"}").status()).isEqualTo(201);
    assertThat(token.get(SECRETS).json().at("/items")).hasSize(2);
    assertThat(token.post("projects", "{\"name\":\"mine\"}").status()).isEqualTo(403);
  }

  @Test
  void aRunningTokenRunsWithSecretsThatItCanNotRead() {
    Client token = with(create("run", "prod"));
    Answer run =
        token.post(
            "pipelines", "{\"commands\":[\"true\"],\"project\":\"shop\",\"environment\":\"prod\"}");
    assertThat(run.status()).as(run.body()).isEqualTo(201);
    assertThat(token.get("pipelines/" + run.text("/id")).status()).isEqualTo(200);
    assertThat(token.get(SECRETS + "/KEY").status()).isEqualTo(403);
    assertThat(
            token
                .post(
                    "pipelines",
                    "{\"commands\":[\"true\"],\"project\":\"shop\",\"environment\":\"live\"}")
                .text("/code"))
        .isEqualTo("environment_not_found");
  }

  @Test
  void aRunningTokenKnowsOfItsEnvironmentsRunsAndOfItsOwnAlone() {
    Client token = with(create("run", "prod"));
    String ofProd = run(ada, inEnvironment("prod"));
    String ofLive = run(ada, inEnvironment("live"));
    String plain = run(ada, PLAIN);
    String own = run(token, PLAIN);
    assertThat(token.get("pipelines").json().findValuesAsText("id")).containsExactly(own, ofProd);
    assertThat(token.get("pipelines?limit=1").json().findValuesAsText("id")).containsExactly(own);
    for (String id : List.of(own, ofProd)) {
      assertThat(token.get("pipelines/" + id).status()).isEqualTo(200);
    }
    String nobodys = "01a1fcbb-2b29-7618-9df0-f565df4880bd";
    for (String id : List.of(ofLive, plain, nobodys)) {
      String path = "pipelines/" + id;
      for (Answer hidden :
          List.of(
              token.get(path),
              token.get(path + "/logs"),
              token.get(path + "/logs", "Accept", "text/event-stream"),
              token.post(path + "/cancel", ""))) {
        assertThat(hidden.status()).as(hidden.body()).isEqualTo(404);
        assertThat(hidden.text("/code")).isEqualTo("run_not_found");
      }
    }
    assertThat(ada.get("pipelines/" + ofLive).text("/status")).isEqualTo("queued");
    assertThat(token.post("pipelines/" + ofProd + "/cancel", "").status()).isEqualTo(200);
    assertThat(ada.get("audit?outcome=refused").json().findValuesAsText("resource"))
        .contains("run:" + ofLive, "run:" + plain, "run:" + nobodys);
  }

  private static String run(Client by, String pipeline) {
    Answer made = by.post("pipelines", pipeline);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.text("/id");
  }

  private static String inEnvironment(String name) {
    return "{\"commands\":[\"true\"],\"project\":\"shop\",\"environment\":\"%s\"}".formatted(name);
  }

  @Test
  void reachesAProtectedEnvironmentThatItNames() {
    Client token = with(create("write", "live"));
    String live = "projects/shop/envs/live/secrets";
    assertThat(token.put(live + "/KEY", "{\"value\":\"x\"}").status()).isEqualTo(201);
    assertThat(token.get(live + "/KEY").text("/value")).isEqualTo("x");
    assertThat(token.get(SECRETS + "/KEY").text("/code")).isEqualTo("environment_not_found");
    assertThat(with(create("write", "prod")).get(live + "/KEY").text("/code"))
        .isEqualTo("environment_not_found");
  }

  @Test
  void isMadeAndSeenByAdminsAlone() {
    Client cy = server.member(ada, "Cy", "member");
    String path = "/api/v1/orgs/" + ada.org() + "/service-tokens";
    assertThat(cy.get(path).status()).isEqualTo(403);
    assertThat(cy.post(path, body("read", "prod")).status()).isEqualTo(403);
    Client eve = server.newcomer("Eve");
    assertThat(eve.post(path, body("read", "prod")).comparable())
        .isEqualTo(
            eve.post("/api/v1/orgs/nobodys-slug/service-tokens", body("read", "prod"))
                .comparable());
  }

  @Test
  void isListedWithoutTheTokenAndDeletedAtOnce() {
    Answer first = create("read", "prod");
    Answer second = create("run", "live");
    Answer page = ada.get("service-tokens?limit=1");
    assertThat(page.text("/items/0/id")).isEqualTo(first.text("/id"));
    Answer rest = ada.get("service-tokens?limit=1&cursor=" + page.text("/next_cursor"));
    assertThat(rest.text("/items/0/id")).isEqualTo(second.text("/id"));
    assertThat(rest.text("/items/0/project")).isEqualTo("shop");
    assertThat(rest.json().at("/items/0/environments").toString()).isEqualTo("[\"live\"]");
    assertThat(page.body() + rest.body())
        .doesNotContain(first.text("/token"), second.text("/token"));
    assertThat(with(first).get(SECRETS).status()).isEqualTo(200);
    assertThat(ada.delete("service-tokens/" + first.text("/id")).status()).isEqualTo(204);
    assertThat(with(first).get(SECRETS).text("/code")).isEqualTo("invalid_token");
    Answer again = ada.delete("service-tokens/" + first.text("/id"));
    assertThat(again.text("/code")).isEqualTo("service_token_not_found");
    assertThat(ada.delete("service-tokens/x").comparable()).isEqualTo(again.comparable());
    Client eve = server.newcomer("Eve");
    assertThat(eve.delete("service-tokens/" + second.text("/id")).comparable())
        .isEqualTo(again.comparable());
    assertThat(with(second).get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void showsWhatItIs() {
    Answer me = with(create("run", "prod")).get("/api/v1/me");
    assertThat(me.json().at("/user").isNull()).isTrue();
    assertThat(me.text("/orgs/0/slug")).isEqualTo(ada.slug());
    assertThat(me.json().at("/orgs/0/role").isNull()).isTrue();
    assertThat(me.json().at("/credential").toString())
        .isEqualTo("{\"kind\":\"service_token\",\"access\":\"run\"}");
  }

  @Test
  void isNamedInTheAuditTrail() {
    Answer made = create("write", "prod");
    with(made).put(SECRETS + "/NEW", "{\"value\":\"x\"}");
    Answer audit = ada.get("audit?actor=" + made.text("/id"));
    assertThat(audit.text("/items/0/actor/kind")).isEqualTo("service_token");
    assertThat(audit.text("/items/0/actor/name")).isEqualTo("ci");
  }

  /** The test server trusts 127.0.0.1 and 10.0.0.0/8 to say for whom they ask. */
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 200",
    "192.0.2.255, 200",
    "192.0.3.0, 403",
    "2001:db8::7, 200",
    "2001:db9::7, 403",
    "'192.0.2.7, 10.1.2.3', 200",
    "'192.0.2.7, 198.51.100.1', 403",
    "'198.51.100.1, 192.0.2.7, 10.0.0.1', 200",
    "nonsense, 403"
  })
  void isHeldToItsNetworks(String forwardedFor, int status) {
    Answer made =
        ada.post(
            "service-tokens",
            """
            {"name":"ci","project":"shop","environments":["prod"],"access":"read",
             "allowed_cidrs":["192.0.2.0/24","2001:db8:0:0::/32"]}""");
    assertThat(made.json().at("/allowed_cidrs").toString())
        .isEqualTo("[\"192.0.2.0/24\",\"2001:db8::/32\"]");
    Answer answer = with(made).get(SECRETS, "X-Forwarded-For", forwardedFor);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    if (status == 403) {
      assertThat(answer.text("/code")).isEqualTo("address_not_allowed");
      assertThat(ada.get("audit?outcome=refused").text("/items/0/action"))
          .isEqualTo("service_token.use_elsewhere");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name | null | name",
        "name | \"\" | name",
        "name | \"a\\u0007\" | name",
        "project | null | project",
        "project | \"Shop\" | project",
        "environments | null | environments",
        "environments | [] | environments",
        "environments | [\"prod\",\"prod\"] | environments",
        "environments | [\"prod\",\"NO\"] | environments[1]",
        "environments | [\"prod\",null] | environments[1]",
        "environments | \"prod\" | environments",
        "access | null | access",
        "access | \"READ\" | access",
        "access | \"admin\" | access",
        "expires_at | \"2020-01-01T00:00:00Z\" | expires_at",
        "allowed_cidrs | [\"192.0.2.0/33\"] | allowed_cidrs[0]",
        "allowed_cidrs | [\"::1\",\"localhost\"] | allowed_cidrs[1]",
        "allowed_cidrs | [\"\"] | allowed_cidrs[0]",
        "exchange | 1 | exchange",
        "allowed_cidrs | {} | allowed_cidrs"
      })
  void namesWhatIsWrong(String field, String value, String named) {
    String good =
        "\"name\":\"ci\",\"project\":\"shop\",\"environments\":[\"prod\"],\"access\":\"read\"";
    String rest =
        List.of(good.split(",(?=\")")).stream()
            .filter(part -> !part.startsWith("\"" + field + "\""))
            .collect(Collectors.joining(","));
    Answer answer = ada.post("service-tokens", "{\"" + field + "\":" + value + "," + rest + "}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo(named);
    assertThat(ada.get("service-tokens").json().at("/items")).isEmpty();
  }

  @Test
  void knowsNoPlacesThatAreNotThere() {
    assertThat(create("read", "nowhere").text("/code")).isEqualTo("environment_not_found");
    assertThat(
            ada.post("service-tokens", body("read", "prod").replace("shop", "nothing"))
                .text("/code"))
        .isEqualTo("project_not_found");
  }

  private Answer create(String access, String environment) {
    return ada.post("service-tokens", body(access, environment));
  }

  private static String body(String access, String environment) {
    return "{\"name\":\"ci\",\"project\":\"shop\",\"environments\":[\"%s\"],\"access\":\"%s\"}"
        .formatted(environment, access);
  }

  private Client with(Answer made) {
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return new Client(server, made.text("/token"), ada.org(), ada.slug(), ada.email());
  }
}
