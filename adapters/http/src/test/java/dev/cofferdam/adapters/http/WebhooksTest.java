package dev.cofferdam.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.application.events.port.InMemoryWebhookSender;
import dev.cofferdam.application.events.port.InMemoryWebhookSender.Sent;
import dev.cofferdam.domain.events.WebhookSecret;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Webhook endpoints and deliveries, as a client of the API sees them. */
class WebhooksTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void sendsWhatWasAskedForSignedWithTheSecretThatWasShownOnce() {
    Client ada = server.newcomer("Ada");
    String secrets = ada.environment("shop", "prod");
    Answer made =
        ada.post(
            "webhook-endpoints",
            "{\"url\":\"https://a.example/one\",\"types\":[\"secret.*\"],\"description\":\"ours\"}");
    assertThat(made.status()).isEqualTo(201);
    String id = made.text("/id");
    assertThat(made.header("Location").orElse("")).endsWith("/webhook-endpoints/" + id);
    assertThat(made.text("/secret")).startsWith("whsec_");
    assertThat(ada.get("webhook-endpoints/" + id).body())
        .doesNotContain("whsec_")
        .contains("https://a.example/one");
    ada.put(secrets + "/API_KEY", "{\"value\":\"hunter2-hunter2\"}");
    ada.post("invitations", "{\"email\":\"bob@example.org\",\"role\":\"member\"}");
    server.world().sendWebhooks();
    Sent sent = sentTo("https://a.example/one").get(0);
    assertThat(sentTo("https://a.example/one")).hasSize(1);
    assertThat(sent.body()).contains("secret.changed");
    assertThat(isSigned(sent, made.text("/secret"))).isTrue();
    JsonNode delivery =
        ada.get("webhook-endpoints/" + id + "/deliveries").json().get("items").get(0);
    assertThat(delivery.get("status").asText()).isEqualTo("delivered");
    assertThat(delivery.get("attempts").asInt()).isEqualTo(1);
    assertThat(delivery.get("event").asText()).isEqualTo(sent.headers().get("webhook-id"));
    assertThat(delivery.get("last_attempt").get("answer").asText()).isEqualTo("said 200");
  }

  @Test
  void rotatesWithBothSignatures() {
    Client ada = server.newcomer("Ada");
    Answer made = ada.post("webhook-endpoints", "{\"url\":\"https://b.example/\"}");
    String path = "webhook-endpoints/" + made.text("/id");
    Answer rotated = ada.post(path + "/rotate-secret", "");
    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.text("/secret")).isNotEqualTo(made.text("/secret"));
    assertThat(ada.get(path).json().get("previous_secret_until").isNull()).isFalse();
    assertThat(ada.post(path + "/test", "").text("/type")).isEqualTo("webhook_endpoint.test");
    server.world().sendWebhooks();
    Sent sent = sentTo("https://b.example/").get(0);
    for (Answer each : List.of(made, rotated)) {
      assertThat(isSigned(sent, each.text("/secret"))).isTrue();
    }
  }

  @Test
  void replaysUnderTheSameId() {
    Client ada = server.newcomer("Ada");
    Answer made = ada.post("webhook-endpoints", "{\"url\":\"https://c.example/\"}");
    String first = ada.post("webhook-endpoints/" + made.text("/id") + "/test", "").text("/id");
    Answer replayed = ada.post("deliveries/" + first + "/replay", "");
    assertThat(replayed.status()).isEqualTo(201);
    assertThat(replayed.text("/replay_of")).isEqualTo(first);
    assertThat(replayed.text("/status")).isEqualTo("pending");
    server.world().sendWebhooks();
    assertThat(sentTo("https://c.example/"))
        .hasSize(2)
        .extracting(sent -> sent.headers().get("webhook-id"))
        .containsOnly(replayed.text("/event"));
    assertThat(ada.get("deliveries").json().get("items")).hasSize(2);
  }

  @Test
  void changesSwitchesOffAndDeletes() {
    Client ada = server.newcomer("Ada");
    Answer made =
        ada.post(
            "webhook-endpoints",
            "{\"url\":\"https://hooks.example/T0/B0/topsecret\",\"kind\":\"slack\"}");
    assertThat(made.body()).doesNotContain("topsecret").contains("https://hooks.example/");
    String path = "webhook-endpoints/" + made.text("/id");
    Answer off = ada.patch(path, "{\"enabled\":false,\"types\":[\"run.failed\"]}");
    assertThat(off.json().get("enabled").asBoolean()).isFalse();
    assertThat(off.text("/why_disabled")).isEqualTo("by_hand");
    assertThat(off.json().get("types").toString()).isEqualTo("[\"run.failed\"]");
    assertThat(ada.post(path + "/test", "").text("/code")).isEqualTo("webhook_endpoint_disabled");
    Answer on = ada.patch(path, "{\"enabled\":true,\"url\":\"https://d.example/\"}");
    assertThat(on.json().get("why_disabled").isNull()).isTrue();
    assertThat(ada.get("webhook-endpoints").json().get("items")).hasSize(1);
    assertThat(ada.delete(path).status()).isEqualTo(204);
    assertThat(ada.get(path).text("/code")).isEqualTo("webhook_endpoint_not_found");
    assertThat(ada.delete(path).status()).isEqualTo(404);
  }

  @Test
  void isSwitchedOffByAReceiverWhoIsGone() {
    Client ada = server.newcomer("Ada");
    Answer made = ada.post("webhook-endpoints", "{\"url\":\"https://gone.example/\"}");
    Answer other = ada.post("webhook-endpoints", "{\"url\":\"https://stays.example/\"}");
    server
        .world()
        .webhookSender()
        .answering(
            sent ->
                InMemoryWebhookSender.answer(
                    sent.url().text().contains("gone.example") ? 410 : 200));
    ada.post("webhook-endpoints/" + made.text("/id") + "/test", "");
    server.world().sendWebhooks();
    server.world().sendWebhooks();
    assertThat(ada.get("webhook-endpoints/" + made.text("/id")).text("/why_disabled"))
        .isEqualTo("gone");
    assertThat(sentTo("https://stays.example/"))
        .singleElement()
        .satisfies(sent -> assertThat(sent.body()).contains("webhook_endpoint.disabled"));
    assertThat(ada.get("webhook-endpoints/" + other.text("/id")).json().get("enabled").asBoolean())
        .isTrue();
    assertThat(ada.get("events?types=webhook_endpoint.*").body()).contains("\"reason\":\"gone\"");
  }

  @Test
  void refusesByField() {
    Client ada = server.newcomer("Ada");
    String[][] bad = {
      {"{}", "url"},
      {"{\"url\":7}", "url"},
      {"{\"url\":\"http://a.example/\"}", "url"},
      {"{\"url\":\"https://user:pw@a.example/\"}", "url"},
      {"{\"url\":\"https://a.private/\"}", "url"},
      {"{\"url\":\"https://a.example/#x\"}", "url"},
      {"{\"url\":\"not an address\"}", "url"},
      {"{\"url\":\"https://a.example/" + "x".repeat(2_000) + "\"}", "url"},
      {"{\"url\":\"https://a.example/\",\"types\":[]}", "types"},
      {"{\"url\":\"https://a.example/\",\"types\":[\"run.*\",\"x\"]}", "types[1]"},
      {"{\"url\":\"https://a.example/\",\"types\":[null]}", "types"},
      {"{\"url\":\"https://a.example/\",\"kind\":\"pager\"}", "kind"},
      {
        "{\"url\":\"https://a.example/\",\"description\":\"" + "x".repeat(501) + "\"}",
        "description"
      },
      {"{\"url\":\"https://a.example/\",\"secret\":\"mine\"}", "secret"},
    };
    for (String[] each : bad) {
      Answer answer = ada.post("webhook-endpoints", each[0]);
      assertThat(answer.status()).as(each[0]).isEqualTo(400);
      assertThat(answer.body()).as(each[0]).contains("\"field\":\"" + each[1]);
    }
    Answer made = ada.post("webhook-endpoints", "{\"url\":\"https://a.example/\"}");
    assertThat(
            ada.patch("webhook-endpoints/" + made.text("/id"), "{\"url\":\"https://b.private/\"}")
                .body())
        .contains("\"field\":\"url\"");
  }

  @Test
  void letsAnOrgHaveTwentyAndAKeyNoMoreThanItMaySee() {
    Client ada = server.newcomer("Ada");
    String key =
        ada.post(
                "/api/v1/me/api-keys",
                "{\"name\":\"k\",\"org\":\"%s\",\"scopes\":[\"webhooks:write\",\"runs:read\"]}"
                    .formatted(ada.slug()))
            .text("/token");
    Client limited = ada.as(key);
    assertThat(
            limited
                .post("webhook-endpoints", "{\"url\":\"https://a.example/\",\"types\":[\"run.*\"]}")
                .status())
        .isEqualTo(201);
    assertThat(limited.post("webhook-endpoints", "{\"url\":\"https://a.example/\"}").status())
        .isEqualTo(403);
    for (int i = 1; i < 20; i++) {
      ada.post("webhook-endpoints", "{\"url\":\"https://a.example/\"}");
    }
    assertThat(ada.post("webhook-endpoints", "{\"url\":\"https://a.example/\"}").text("/code"))
        .isEqualTo("too_many_webhook_endpoints");
  }

  @Test
  void callsBackOnceWithHowARunEnded() {
    Client ada = server.newcomer("Ada");
    String secret = ada.post("callbacks/rotate-secret", "").text("/secret");
    String run =
        ada.post(
                "pipelines",
                "{\"commands\":[\"make\"],\"callback_url\":\"https://ci.example/done\"}")
            .text("/id");
    server.world().sendWebhooks();
    assertThat(sentTo("https://ci.example/done")).as("before it has ended").isEmpty();
    ada.post("pipelines/" + run + "/cancel", "");
    server.world().sendWebhooks();
    server.world().sendWebhooks();
    assertThat(sentTo("https://ci.example/done"))
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.body()).contains("run.canceled");
              assertThat(isSigned(sent, secret)).isTrue();
            });
    JsonNode delivery = ada.get("deliveries").json().get("items").get(0);
    assertThat(delivery.get("webhook_endpoint").isNull()).isTrue();
    assertThat(delivery.get("status").asText()).isEqualTo("delivered");
    for (String bad :
        List.of("http://ci.example/", "https://a.private/", "x", "https://a@b.example/")) {
      Answer refused =
          ada.post("pipelines", "{\"commands\":[\"make\"],\"callback_url\":\"%s\"}".formatted(bad));
      assertThat(refused.status()).as(bad).isEqualTo(400);
      assertThat(refused.body()).as(bad).contains("\"field\":\"callback_url\"");
    }
  }

  private static boolean isSigned(Sent sent, String secret) {
    return WebhookSecret.parse(secret)
        .hasSigned(
            sent.headers().get("webhook-id"),
            sent.headers().get("webhook-timestamp"),
            sent.headers().get("webhook-signature"),
            sent.body().getBytes(UTF_8),
            Instant.now());
  }

  private static List<Sent> sentTo(String url) {
    return server.world().webhookSender().sent().stream()
        .filter(sent -> sent.url().text().equals(url))
        .toList();
  }
}
