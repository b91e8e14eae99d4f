package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.cofferdam.app.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole server, and tokens of issuers that it trusts, good and bad. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class IssuersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String AUDIENCE = "https://cofferdam.example";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static JwksServer issuer;
  private static RunningServer server;
  private static ECKey key;

  @BeforeAll
  static void start() throws Exception {
    issuer = new JwksServer();
    key = JwksServer.key("first");
    issuer.publish(key.toPublicJWK());
    Path config = folder.resolve("config.yml");
    String settings =
        """
        issuers:
          - {url: %1$s/people, jwksUrl: %1$s/keys, audiences: [%2$s]}
          - {url: %1$s/jobs, jwksUrl: %1$s/keys, audiences: [%2$s], use: exchange}
        """
            .formatted(issuer.url(), AUDIENCE);
    String usual = Files.readString(Path.of(Installation.configFile()));
    assertThat(usual).contains("\nissuers: []\n");
    Files.writeString(config, usual.replace("\nissuers: []\n", "\n" + settings));
    server =
        Installation.in(Files.createDirectories(folder.resolve("data")), "process")
            .startHere(config.toString());
  }

  @AfterAll
  static void stop() {
    server.close();
    issuer.close();
  }

  @BeforeEach
  void recover() {
    issuer.setDown(false);
    issuer.publish(key.toPublicJWK());
  }

  private record Seen(int status, JsonNode json) {
    String code() {
      return json.path("code").asText();
    }
  }

  @Test
  void aGoodTokenSignsItsPersonIn() throws Exception {
    Seen me = me(JwksServer.sign(key, claims("ada").build()));
    assertThat(me.status()).isEqualTo(200);
    assertThat(me.json().at("/credential/kind").asText()).isEqualTo("issuer");
    Seen again = me(JwksServer.sign(key, claims("ada").claim("x", "y").build()));
    assertThat(again.json().at("/user/id")).isEqualTo(me.json().at("/user/id"));
  }

  @Test
  void aTokenWithoutASignatureIsRefused() throws Exception {
    assertThat(me(new PlainJWT(claims("ada").build()).serialize()).code())
        .isEqualTo("invalid_token");
    String good = JwksServer.sign(key, claims("ada").build());
    assertThat(me(good.substring(0, good.lastIndexOf('.') + 1)).code()).isEqualTo("invalid_token");
  }

  @Test
  void aTokenThatIsSignedWithThePublicKeyAsASecretIsRefused() throws Exception {
    byte[] secret = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    String forged =
        JwksServer.sign(JWSAlgorithm.HS256, "first", claims("ada").build(), new MACSigner(secret));
    assertThat(me(forged).code()).isEqualTo("invalid_token");
  }

  @Test
  void timesAndAudienceAreLookedAt() throws Exception {
    Instant now = Instant.now();
    Date hourAgo = Date.from(now.minusSeconds(3_600));
    Date inAnHour = Date.from(now.plusSeconds(3_600));
    assertThat(me(JwksServer.sign(key, claims("ada").expirationTime(hourAgo).build())).code())
        .isEqualTo("expired_token");
    for (JWTClaimsSet wrong :
        List.of(
            claims("ada").notBeforeTime(inAnHour).build(),
            claims("ada").issueTime(inAnHour).build(),
            claims("ada").audience("https://other.example").build(),
            claims("ada").audience(List.of()).build(),
            claims("ada").expirationTime(null).build(),
            claims("ada").issuer(issuer.url() + "/nobody").build())) {
      assertThat(me(JwksServer.sign(key, wrong)).code()).isEqualTo("invalid_token");
    }
  }

  @Test
  void aTokenOfAMegabyteIsRefused() throws Exception {
    String huge = JwksServer.sign(key, claims("ada").claim("x", "y".repeat(1 << 20)).build());
    assertThat(me(huge).status()).isIn(401, 431);
    String large = JwksServer.sign(key, claims("ada").claim("x", "y".repeat(7_000)).build());
    assertThat(me(large).status()).isIn(401, 431);
  }

  @Test
  void aNewKeyIsKnownWithoutARestart() throws Exception {
    assertThat(me(JwksServer.sign(key, claims("ada").build())).status()).isEqualTo(200);
    ECKey next = JwksServer.key("next-" + UUID.randomUUID());
    String token = JwksServer.sign(next, claims("ada").build());
    await(() -> me(token).code().equals("invalid_token"));
    issuer.publish(key.toPublicJWK(), next.toPublicJWK());
    await(() -> me(token).status() == 200);
  }

  @Test
  void keysThatAreKnownWorkWhileTheIssuerIsAwayAndOthersDoNot() throws Exception {
    String good = JwksServer.sign(key, claims("ada").build());
    assertThat(me(good).status()).isEqualTo(200);
    issuer.setDown(true);
    String stranger = JwksServer.sign(JwksServer.key("stranger"), claims("ada").build());
    await(
        () -> {
          Seen seen = me(stranger);
          assertThat(seen.status()).isIn(401, 503);
          return seen.code().equals("issuer_unavailable");
        });
    assertThat(me(good).status()).isEqualTo(200);
  }

  @Test
  void aJobExchangesItsTokenAndSignsNobodyIn() throws Exception {
    Tenant ada = Tenant.verified(url(), UUID.randomUUID() + "@example.com", folder.resolve("data"));
    ada.api().post(ada.path("projects"), Map.of("name", "shop"));
    ada.api().post(ada.path("projects/shop/envs"), Map.of("name", "prod"));
    Map<String, Object> rule =
        Map.of("issuer", issuer.url() + "/jobs", "claims", Map.of("sub", "repo:acme/app:*"));
    JsonNode made =
        ada.api()
            .post(
                ada.path("service-tokens"),
                Map.of(
                    "name", "ci",
                    "project", "shop",
                    "environments", List.of("prod"),
                    "access", "read",
                    "exchange", rule));
    String org = ada.api().get("/api/v1/me").at("/orgs/0/id").asText();
    String job =
        JwksServer.sign(key, claims("repo:acme/app:x").issuer(issuer.url() + "/jobs").build());
    assertThat(me(job).code()).isEqualTo("invalid_token");
    Seen refused =
        exchange(
            org,
            made,
            JwksServer.sign(key, claims("repo:evil/app:x").issuer(issuer.url() + "/jobs").build()));
    assertThat(refused.code()).isEqualTo("exchange_refused");
    assertThat(exchange(org, made, JwksServer.sign(key, claims("repo:acme/app:x").build())).code())
        .isEqualTo("invalid_token");
    Seen exchanged = exchange(org, made, job);
    assertThat(exchanged.status()).isEqualTo(200);
    Seen me = me(exchanged.json().path("access_token").asText());
    assertThat(me.json().at("/credential/kind").asText()).isEqualTo("service_token");
    assertThat(me.json().at("/orgs/0/id").asText()).isEqualTo(org);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(250);
    }
  }

  private static Seen exchange(String org, JsonNode made, String job) throws Exception {
    String body =
        JSON.writeValueAsString(
            Map.of(
                "subject_token",
                job,
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:jwt",
                "org",
                org,
                "service_token",
                made.path("id").asText()));
    return send(
        HttpRequest.newBuilder(URI.create(url() + "/api/v1/auth/token-exchange"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static Seen me(String token) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(url() + "/api/v1/me"))
            .header("Authorization", "Bearer " + token));
  }

  private static Seen send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Seen(answer.statusCode(), JSON.readTree(answer.body()));
  }

  private static JWTClaimsSet.Builder claims(String subject) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url() + "/people")
        .subject(subject)
        .audience(AUDIENCE)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(600)));
  }

  private static String url() {
    return "http://127.0.0.1:" + server.port();
  }
}
