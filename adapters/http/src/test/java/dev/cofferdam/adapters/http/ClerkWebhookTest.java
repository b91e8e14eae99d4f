package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.events.WebhookSecret;
import dev.cofferdam.domain.identity.ExternalIdentity;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Clerk tells over HTTP. */
final class ClerkWebhookTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  private static final String USER =
      """
      {"type":"user.created","object":"event","timestamp":1716883200000,"instance_id":"ins_1",
       "data":{"id":"USER","object":"user","first_name":"Ada","last_name":"Lovelace",
        "created_at":1716883200000,"updated_at":1716883200000,
        "primary_email_address_id":"idn_2",
        "email_addresses":[
          {"id":"idn_1","email_address":"old@example.org","verification":{"status":"verified"}},
          {"id":"idn_2","email_address":"ADA@example.org","verification":{"status":"verified"}}]}}""";
  private static final String ORG =
      """
      {"type":"organization.created","timestamp":1716883200000,
       "data":{"id":"ORG","name":"Acme","slug":"acme","created_by":"USER",
        "created_at":1716883200000,"updated_at":1716883200000}}""";
  private static final String MEMBERSHIP =
      """
      {"type":"organizationMembership.created","timestamp":1716883200000,
       "data":{"id":"orgmem_ORG","role":"org:admin","created_at":1716883200000,
        "updated_at":1716883200000,"organization":{"id":"ORG","name":"Acme"},
        "public_user_data":{"user_id":"USER","identifier":"ada@example.org"}}}""";

  private final String user = "user_" + word();
  private final String org = "org_" + word();

  private static String word() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private String about(String message) {
    return message.replace("USER", user).replace("ORG", org);
  }

  private static Answer say(String message) {
    return send("msg_" + word(), message, Instant.now(), TestWorld.CLERK, "svix-");
  }

  private static Answer send(
      String id, String message, Instant at, WebhookSecret secret, String prefix) {
    byte[] body = message.getBytes(StandardCharsets.UTF_8);
    String timestamp = Long.toString(at.getEpochSecond());
    return SERVER.send(
        SERVER
            .request("/webhooks/clerk")
            .header("Content-Type", "application/json")
            .header(prefix + "id", id)
            .header(prefix + "timestamp", timestamp)
            .header(prefix + "signature", secret.sign(id, at, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private Answer me() {
    String token =
        SERVER
            .world()
            .externalTokens()
            .issue(new ExternalIdentity(TestWorld.PEOPLE, user), Map.of(), Duration.ofMinutes(10));
    return SERVER.send(
        SERVER.request("/api/v1/me").header("Authorization", "Bearer " + token).GET());
  }

  private List<String> myOrgs() {
    return me().json().at("/orgs").findValuesAsText("name");
  }

  @Test
  void peopleOrgsAndMembershipsAppear() {
    for (String message : List.of(MEMBERSHIP, ORG, USER)) {
      assertThat(say(about(message)).status()).isEqualTo(204);
    }

    Answer me = me();
    assertThat(me.text("/user/name")).isEqualTo("Ada Lovelace");
    assertThat(me.text("/user/email")).isEqualTo("ada@example.org");
    assertThat(me.json().at("/user/email_verified").asBoolean()).isTrue();
    assertThat(myOrgs()).contains("Acme");
  }

  @Test
  void whatIsDeletedGoesAndStaysAway() {
    for (String message : List.of(USER, ORG, MEMBERSHIP)) {
      say(about(message));
    }
    assertThat(myOrgs()).contains("Acme");
    String deleted =
        "{\"type\":\"organization.deleted\",\"timestamp\":1716883300000,"
            + "\"data\":{\"id\":\"ORG\",\"object\":\"organization\",\"deleted\":true}}";

    assertThat(say(about(deleted)).status()).isEqualTo(204);
    assertThat(say(about(ORG)).status()).isEqualTo(204);
    assertThat(myOrgs()).doesNotContain("Acme");

    String gone =
        "{\"type\":\"user.deleted\",\"timestamp\":1716883300000,"
            + "\"data\":{\"id\":\"USER\",\"object\":\"user\",\"deleted\":true}}";
    assertThat(say(about(gone)).status()).isEqualTo(204);
    assertThat(say(about(USER)).status()).isEqualTo(204);
    assertThat(me().status()).isEqualTo(401);
  }

  @Test
  void standardWebhooksNamesOfHeadersAreTakenToo() {
    Instant now = Instant.now();
    assertThat(send("msg_" + word(), about(USER), now, TestWorld.CLERK, "webhook-").status())
        .isEqualTo(204);
  }

  @Test
  void whatNobodyFollowsIsTakenWithoutEffect() {
    assertThat(say("{\"type\":\"session.created\",\"data\":{}}").status()).isEqualTo(204);
  }

  @Test
  void onlyClerkIsBelievedAndOnlyNow() {
    Instant now = Instant.now();
    byte[] other = new byte[32];
    Arrays.fill(other, (byte) 1);
    String id = "msg_" + word();
    List<Answer> refused =
        List.of(
            send(id, about(USER), now, WebhookSecret.of(other), "svix-"),
            send(id, about(USER), now.minus(Duration.ofMinutes(6)), TestWorld.CLERK, "svix-"),
            send(id, about(USER), now.plus(Duration.ofMinutes(6)), TestWorld.CLERK, "svix-"),
            send(id, about(USER), now, TestWorld.CLERK, "x-"),
            SERVER.send(
                SERVER
                    .request("/webhooks/clerk")
                    .header("Content-Type", "application/json")
                    .POST(Client.body(about(USER)))));
    for (Answer answer : refused) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("/code")).isEqualTo("invalid_signature");
    }
    assertThat(me().text("/user/name")).isEqualTo("New user");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | type",
        "{\"type\":1} | type",
        "{\"type\":\"user.created\"} | data.id",
        "{\"type\":\"user.created\",\"data\":[]} | data.id",
        "{\"type\":\"user.created\",\"data\":{\"id\":\"u\"}} | data.updated_at",
        "{\"type\":\"user.created\",\"data\":{\"id\":\"u\",\"updated_at\":1e300}} | data.updated_at",
        "{\"type\":\"user.created\",\"data\":{\"id\":\"u\",\"updated_at\":-1}} | data.updated_at",
        "{\"type\":\"user.created\",\"data\":{\"id\":\"a b\",\"updated_at\":1}} | id",
        "{\"type\":\"user.deleted\",\"data\":{\"id\":null}} | data.id",
        "{\"type\":\"organizationMembership.created\",\"data\":{\"id\":\"m\",\"role\":\"x\"}} | data.updated_at"
      })
  void namesWhatIsMissing(String message, String field) {
    Answer answer = say(message);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/code")).isEqualTo("invalid_field");
    assertThat(answer.text("/errors/0/field")).isEqualTo(field);
  }

  @Test
  void whatIsNoMessageIsRefused() {
    assertThat(say("[]").text("/code")).isEqualTo("wrong_type");
    assertThat(say("null").text("/code")).isEqualTo("wrong_type");
    assertThat(say("{\"type\":").text("/code")).isEqualTo("malformed_json");
    assertThat(say("[".repeat(200) + "]".repeat(200)).text("/code")).isEqualTo("malformed_json");
    assertThat(say(" ".repeat((1 << 20) + 1)).status()).isEqualTo(413);
  }
}
