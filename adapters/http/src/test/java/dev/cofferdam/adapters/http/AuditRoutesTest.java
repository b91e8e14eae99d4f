package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.domain.ids.UserId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The audit trail over HTTP. */
class AuditRoutesTest {
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
  void whatPeopleDoIsToldWithoutTheirNamesOrEmailAddresses() {
    Client ada = busy("Zebulonia");

    JsonNode items = ada.get("audit?limit=500").json().at("/items");

    assertThat(items).hasSizeGreaterThanOrEqualTo(6);
    for (JsonNode item : items) {
      String committed =
          "%s %s %s %s %s"
              .formatted(
                  item.at("/actor/kind").asText(),
                  item.at("/actor/id").asText(),
                  item.at("/action").asText(),
                  item.at("/resource").asText(),
                  item.at("/ip_sealed").asText());
      assertThat(committed.toLowerCase(Locale.ROOT))
          .doesNotContain("zebulonia", "example.org", "127.0.0.1");
      assertThat(item.at("/actor/name").asText()).isEqualTo("Zebulonia");
      assertThat(item.at("/ip").asText()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void addressesOfWhoWasErasedCanNotBeReadAndTheChainStaysWhole() {
    Client ada = busy("Ada");
    long entries = ada.get("audit/verify").json().at("/entries").asLong();

    server.world().storage().personSealer().destroy(idOf(ada));

    for (JsonNode item : ada.get("audit").json().at("/items")) {
      assertThat(item.at("/ip").isNull()).isTrue();
      assertThat(item.at("/ip_sealed").asText()).startsWith("sealed:");
    }
    JsonNode verified = ada.get("audit/verify").json();
    assertThat(verified.at("/ok").asBoolean()).isTrue();
    assertThat(verified.at("/entries").asLong()).isEqualTo(entries);
  }

  @Test
  void tellsWhatWasRefusedToMembersAndNothingOfStrangers() {
    Client ada = server.newcomer("Ada");
    Client bob = server.member(ada, "Bob", "member");
    String audit = "/api/v1/orgs/" + ada.org() + "/audit";
    assertThat(bob.get(audit).status()).isEqualTo(403);
    assertThat(bob.get(audit).status()).isEqualTo(403);
    assertThat(server.newcomer("Eve").get(audit).status()).isEqualTo(404);

    JsonNode items = ada.get("audit?action=audit.read").json().at("/items");

    assertThat(items).as("the second is counted to the first").hasSize(1);
    assertThat(items.at("/0/outcome").asText()).isEqualTo("refused");
    assertThat(items.at("/0/actor/name").asText()).isEqualTo("Bob");
    assertThat(items.at("/0/resource").asText()).isEqualTo("org:" + ada.org());
  }

  /** Somebody who has done one of each thing that is recorded. */
  private static Client busy(String name) {
    Client client = server.newcomer(name);
    String secrets = client.environment("shop", "prod");
    client.put(secrets + "/API_KEY", "{\"value\":\"hunter2\"}");
    client.get(secrets + "/API_KEY");
    String run = client.post("pipelines", "{\"commands\":[\"make\"]}").text("/id");
    client.post("pipelines/" + run + "/cancel", "");
    return client;
  }

  private static UserId idOf(Client client) {
    return new UserId(UUID.fromString(client.get("/api/v1/me").text("/user/id")));
  }
}
