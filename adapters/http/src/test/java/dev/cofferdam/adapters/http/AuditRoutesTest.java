package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Project;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void saysWhetherSecretsAreWhatTheirEntriesCommitTo() {
    Client ada = busy("Ada");
    String written = ada.get("audit?action=secret.write").text("/items/0/commitment");
    assertThat(written).matches("[0-9a-f]{64}");
    assertThat(ada.get("audit?action=secret.reveal").json().at("/items/0/commitment").isNull())
        .isTrue();
    JsonNode whole = ada.get("audit/verify").json();
    assertThat(whole.at("/ok").asBoolean()).isTrue();
    assertThat(whole.at("/secrets/compared").asLong()).as("project, environment, key").isEqualTo(3);
    assertThat(whole.at("/secrets/opened").asLong()).isEqualTo(1);
    assertThat(whole.at("/secrets/uncommitted").asLong()).isZero();
    assertThat(whole.at("/secrets/first_bad").isNull()).isTrue();

    InMemoryWorld storage = server.world().storage();
    Project foreign = new Fixtures(storage).newProject(accessOf(ada).org(), "put-there");
    storage.ledger().change(accessOf(ada), change -> storage.projects().add(foreign, 1));

    JsonNode verified = ada.get("audit/verify").json();
    assertThat(verified.at("/ok").asBoolean()).isFalse();
    assertThat(verified.at("/first_bad").isNull()).as("the chain is whole").isTrue();
    assertThat(verified.at("/secrets/first_bad/entry").asLong()).isEqualTo(1);
    assertThat(verified.at("/secrets/first_bad/resource").asText()).isEqualTo("org:" + ada.org());
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

  @Test
  void entriesAreFilteredByEverythingThatTheyHave() {
    Client ada = busy("Ada");
    String me = ada.get("/api/v1/me").text("/user/id");
    assertThat(count(ada, "actor=" + me)).isEqualTo(count(ada, ""));
    assertThat(count(ada, "actor=x")).isZero();
    assertThat(count(ada, "action=secret.reveal")).isEqualTo(1);
    assertThat(count(ada, "resource=secret:shop/prod/")).isEqualTo(2);
    assertThat(count(ada, "outcome=allowed")).isEqualTo(count(ada, ""));
    assertThat(count(ada, "outcome=refused")).isZero();
    assertThat(count(ada, "since=2026-01-01T00:00:00Z")).isEqualTo(count(ada, ""));
    assertThat(count(ada, "until=2026-01-01T00:00:00%2B01:00")).isZero();
    String third = ada.get("audit").text("/items/2/at");
    assertThat(count(ada, "since=" + third)).isGreaterThanOrEqualTo(3);
    assertThat(count(ada, "since=" + third) + count(ada, "until=" + third))
        .isEqualTo(count(ada, ""));
    assertThat(count(ada, "action=secret.reveal&outcome=refused")).isZero();
  }

  private static int count(Client client, String query) {
    return client.get("audit?limit=500&" + query).json().at("/items").size();
  }

  @ParameterizedTest
  @CsvSource({
    "audit?outcome=maybe, outcome",
    "audit?outcome=ALLOWED, outcome",
    "audit?since=yesterday, since",
    "audit?since=2026-11-21, since",
    "audit?since=2026-11-21T12:00:00, since",
    "audit?since=2026-13-21T12:00:00Z, since",
    "audit?until=%2B999999999-01-01T00:00:00Z, until",
    "audit?until=-0001-01-01T00:00:00Z, until",
    "audit?until=2026-11-21T12:00:00Z&until=2026-11-22T12:00:00Z, until",
    "audit?cursor=MA, cursor",
    "audit/verify?seq=1, hash",
    "audit/verify?hash=00, seq",
    "audit/verify?seq=0&hash=00, seq",
    "audit/verify?seq=1&hash=00, hash",
    "audit/verify?seq=9999999999999999999&hash=00, seq",
    "audit/verify?checkpoint=x, checkpoint",
    "audit/verify?checkpoint=x&seq=1, checkpoint",
    "audit/verify?limit=1, limit",
    "audit/checkpoints?limit=0, limit",
    "audit/checkpoints?cursor=x, cursor",
    "audit/checkpoints?since=2026-11-21T12:00:00Z, since"
  })
  void whatCanNotBeMeantIsRefusedByName(String path, String field) {
    Answer answer = server.newcomer("Ada").get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo(field);
  }

  @Test
  void everythingCanBeTakenAwayAsLinesAndCheckedElsewhere() throws Exception {
    Client ada = busy("Ada");
    ada.put("projects/shop/envs/prod/secrets/B", "{\"value\":\"x\"}");

    Answer export = ada.get("audit", "Accept", "application/x-ndjson");

    assertThat(export.status()).isEqualTo(200);
    assertThat(export.header("Content-Type")).hasValue("application/x-ndjson");
    List<JsonNode> lines = lines(export);
    assertThat(lines.get(lines.size() - 1).at("/action").asText()).isEqualTo("audit.export");
    String head = ada.get("audit/verify").text("/head");
    assertThat(OfflineChain.of(ada.org()).takes(lines)).isEqualTo(head);
  }

  @Test
  void linesAreThoseThatMatch() {
    Client ada = busy("Ada");
    Answer export = ada.get("audit?action=secret.reveal", "Accept", "application/x-ndjson");
    assertThat(lines(export)).hasSize(1);
    assertThat(lines(ada.get("audit?actor=x", "Accept", "application/x-ndjson"))).isEmpty();
    Answer refused = ada.get("audit?limit=1", "Accept", "application/x-ndjson");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/field")).isEqualTo("limit");
  }

  @Test
  void linesGoOnOverManyPages() {
    Client ada = server.newcomer("Ada");
    for (int i = 0; i < 2_300; i++) {
      record(ada);
    }
    List<JsonNode> lines = lines(ada.get("audit", "Accept", "application/x-ndjson"));
    assertThat(lines).hasSize(2_302);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i).at("/seq").asInt()).isEqualTo(i + 1);
    }
  }

  @Test
  void aCheckpointIsBroughtBackAndProves() {
    Client ada = busy("Ada");
    server.world().takeCheckpoints();
    JsonNode checkpoint = ada.get("audit/checkpoints").json().at("/items/0");
    ada.put("projects/shop/envs/prod/secrets/B", "{\"value\":\"x\"}");

    JsonNode verified =
        ada.get("audit/verify?checkpoint=" + checkpoint.at("/checkpoint").asText()).json();
    assertThat(verified.at("/ok").asBoolean()).isTrue();
    assertThat(verified.at("/anchored_by").asText()).isEqualTo("caller");
    assertThat(verified.at("/proven_to")).isEqualTo(checkpoint.at("/seq"));
    assertThat(verified.at("/checkpoint")).isEqualTo(checkpoint);

    String noted =
        "audit/verify?seq=2&hash="
            + ada.get("audit").json().at("/items").get(0).at("/hash").asText();
    JsonNode wrong = ada.get(noted).json();
    assertThat(wrong.at("/ok").asBoolean()).isFalse();
    assertThat(wrong.at("/first_bad").asLong()).isEqualTo(2);

    Client bob = server.newcomer("Bob");
    assertThat(bob.get("audit/verify?checkpoint=" + checkpoint.at("/checkpoint").asText()).status())
        .isEqualTo(400);
  }

  @Test
  void checkpointsComeInPages() {
    Client ada = server.newcomer("Ada");
    for (int i = 0; i < 3; i++) {
      record(ada);
      checkpoint(ada);
    }
    Answer first = ada.get("audit/checkpoints?limit=2");
    assertThat(first.json().at("/items").findValuesAsText("seq")).containsExactly("4", "3");
    Answer second = ada.get("audit/checkpoints?limit=2&cursor=" + first.text("/next_cursor"));
    assertThat(second.json().at("/items").findValuesAsText("seq")).containsExactly("2");
    assertThat(second.json().at("/next_cursor").isNull()).isTrue();
  }

  private static List<JsonNode> lines(Answer export) {
    return export
        .body()
        .lines()
        .map(line -> new Answer(200, export.headers(), line).json())
        .toList();
  }

  private static void record(Client client) {
    server
        .world()
        .storage()
        .ledger()
        .change(
            accessOf(client),
            change ->
                change.record(
                    AuditEntry.allowed(
                        new Actor.Installation("tests", Actor.Origin.INSIDE), "a.b", "thing:1")));
  }

  /** Of the newest entry, whatever the time. */
  private static void checkpoint(Client client) {
    InMemoryWorld storage = server.world().storage();
    storage
        .ledger()
        .append(
            accessOf(client),
            () -> {
              LedgerHead head = storage.auditTrail().head(accessOf(client).org()).orElseThrow();
              storage
                  .checkpoints()
                  .add(
                      storage
                          .notary()
                          .sign(
                              new ChainClaim(
                                  ChainClaim.Kind.CHECKPOINT,
                                  head.org(),
                                  head.seq(),
                                  head.hash(),
                                  head.state(),
                                  Instant.now())));
              return head;
            });
  }

  private static Access accessOf(Client client) {
    return Access.ofInstallation(OrgId.parse(client.org()).orElseThrow());
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
