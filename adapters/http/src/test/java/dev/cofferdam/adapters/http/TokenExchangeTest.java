package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.identity.ExternalIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CI jobs exchange their tokens. */
class TokenExchangeTest {
  private static final String EXCHANGE = "/api/v1/auth/token-exchange";
  private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
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
    ada.put("projects/shop/envs/prod/secrets/KEY", "{\"value\":\"hunter2\"}");
  }

  @Test
  void aJobGetsAShortTokenThatWorks() {
    Answer made = create("{\"sub\":\"repo:acme/app:*\"}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().has("token")).isFalse();
    assertThat(made.json().at("/prefix").isNull()).isTrue();
    assertThat(made.text("/exchange/claims/sub")).isEqualTo("repo:acme/app:*");
    Answer exchanged = exchange(made.text("/id"), ada.slug(), job("repo:acme/app:ref:x"));
    assertThat(exchanged.status()).as(exchanged.body()).isEqualTo(200);
    assertThat(exchanged.text("/token_type")).isEqualTo("Bearer");
    assertThat(exchanged.text("/issued_token_type"))
        .isEqualTo("urn:ietf:params:oauth:token-type:access_token");
    assertThat(exchanged.json().at("/expires_in").asLong()).isBetween(890L, 900L);
    Client token =
        new Client(server, exchanged.text("/access_token"), ada.org(), ada.slug(), ada.email());
    assertThat(token.get("projects/shop/envs/prod/secrets/KEY").text("/value"))
        .isEqualTo("hunter2");
    assertThat(token.get("/api/v1/me").json().at("/credential/expires_at").isTextual()).isTrue();
    assertThat(ada.delete("service-tokens/" + made.text("/id")).status()).isEqualTo(204);
    assertThat(token.get("/api/v1/me").text("/code")).isEqualTo("invalid_token");
  }

  @Test
  void isRefusedAlikeForWhateverReason() {
    Answer made = create("{\"sub\":\"repo:acme/app:*\"}");
    String own =
        ada.post(
                "service-tokens",
                "{\"name\":\"x\",\"project\":\"shop\",\"environments\":[\"prod\"],\"access\":\"read\"}")
            .text("/id");
    Client eve = server.newcomer("Eve");
    Answer unknown =
        exchange("01a1fcbb-2b29-7618-9df0-f565df4880bd", ada.slug(), job("repo:acme/app:x"));
    assertThat(unknown.status()).isEqualTo(403);
    assertThat(unknown.text("/code")).isEqualTo("exchange_refused");
    for (Answer refused :
        List.of(
            exchange(made.text("/id"), ada.slug(), job("repo:evil/app:x")),
            exchange(made.text("/id"), eve.slug(), job("repo:acme/app:x")),
            exchange(made.text("/id"), "nobodys-slug", job("repo:acme/app:x")),
            exchange(made.text("/id"), "NO SLUG", job("repo:acme/app:x")),
            exchange("x", ada.slug(), job("repo:acme/app:x")),
            exchange(own, ada.slug(), job("repo:acme/app:x")))) {
      assertThat(refused.comparable()).isEqualTo(unknown.comparable());
    }
    assertThat(ada.get("audit?outcome=refused").text("/items/0/action"))
        .isEqualTo("service_token.exchange");
    Answer forged = exchange(made.text("/id"), ada.slug(), "a.b.c");
    assertThat(forged.status()).isEqualTo(401);
    assertThat(forged.text("/code")).isEqualTo("invalid_token");
  }

  @Test
  void aJobsTokenSignsNobodyIn() {
    Client job = new Client(server, job("repo:acme/app:x"), ada.org(), ada.slug(), ada.email());
    assertThat(job.get("/api/v1/me").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"issuer\":\"https://people.example\",\"claims\":{\"sub\":\"x\"}} | exchange.issuer",
        "{\"issuer\":\"https://nobody.example\",\"claims\":{\"sub\":\"x\"}} | exchange.issuer",
        "{\"claims\":{\"sub\":\"x\"}} | exchange.issuer",
        "{\"issuer\":\"https://ci.example\"} | exchange.claims",
        "{\"issuer\":\"https://ci.example\",\"claims\":{}} | exchange.claims",
        "{\"issuer\":\"https://ci.example\",\"claims\":{\"sub\":\"*\"}} | exchange.claims",
        "{\"issuer\":\"https://ci.example\",\"claims\":{\"sub\":\"\"}} | exchange.claims.sub",
        "{\"issuer\":\"https://ci.example\",\"claims\":{\"sub\":1}} | exchange.claims.sub",
        "{\"issuer\":\"https://ci.example\",\"claims\":{\"s b\":\"x\"}} | exchange.claims",
        "{\"issuer\":\"https://ci.example\",\"claims\":[]} | exchange.claims"
      })
  void namesWhatIsWrongWithARule(String rule, String field) {
    Answer answer = ada.post("service-tokens", body(rule));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "subject_token | null | subject_token",
        "subject_token_type | null | subject_token_type",
        "subject_token_type | \"urn:x\" | subject_token_type",
        "org | null | org",
        "service_token | null | service_token",
        "grant_type | \"password\" | grant_type",
        "scope | \"all\" | scope"
      })
  void namesWhatIsWrongWithARequest(String field, String value, String named) {
    String rest =
        List.of(
                "\"subject_token\":\"a.b.c\"",
                "\"subject_token_type\":\"" + JWT + "\"",
                "\"org\":\"x\"",
                "\"service_token\":\"y\"")
            .stream()
            .filter(part -> !part.startsWith("\"" + field + "\""))
            .collect(Collectors.joining(","));
    Answer answer = ada.post(EXCHANGE, "{\"" + field + "\":" + value + "," + rest + "}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo(named);
  }

  private static String job(String sub) {
    return server
        .world()
        .externalTokens()
        .issue(new ExternalIdentity(TestWorld.CI, sub), Map.of(), Duration.ofHours(1));
  }

  private static Answer exchange(String id, String org, String job) {
    return server.send(
        server
            .request(EXCHANGE)
            .header("Content-Type", "application/json")
            .POST(
                Client.body(
                    """
                    {"subject_token":"%s","subject_token_type":"%s","org":"%s","service_token":"%s"}"""
                        .formatted(job, JWT, org, id))));
  }

  private Answer create(String claims) {
    return ada.post(
        "service-tokens", body("{\"issuer\":\"https://ci.example\",\"claims\":" + claims + "}"));
  }

  private static String body(String rule) {
    return """
        {"name":"ci","project":"shop","environments":["prod"],"access":"read","exchange":%s}"""
        .formatted(rule);
  }
}
