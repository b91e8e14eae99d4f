package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrgRoutesTest {
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
  void showsWithATagAndNotAgainToWhoHasIt() {
    Client ada = server.newcomer("Ada");
    Answer org = ada.get(path(ada));
    String tag = org.header("ETag").orElseThrow();
    Answer again = ada.get(path(ada), "If-None-Match", tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("ETag")).contains(tag);
    assertThat(ada.get(path(ada), "If-None-Match", "\"9.owner\"").status()).isEqualTo(200);
  }

  @Test
  void tagsWhatEachRoleSeesDifferently() {
    Client ada = server.newcomer("Ada");
    Client bob = server.member(ada, "Bob", "member");
    String asOwner = ada.get(path(ada)).header("ETag").orElseThrow();
    assertThat(bob.get(path(ada), "If-None-Match", asOwner).status()).isEqualTo(200);
  }

  @Test
  void renamesUnderACondition() {
    Client ada = server.newcomer("Ada");
    String first = ada.get(path(ada)).header("ETag").orElseThrow();
    Answer renamed = ada.patch(path(ada), "{\"name\":\" Ada & Söhne \"}", "If-Match", first);
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(renamed.text("/name")).isEqualTo("Ada & Söhne");
    assertThat(renamed.text("/slug")).isEqualTo(ada.slug());
    String second = renamed.header("ETag").orElseThrow();
    assertThat(second).isNotEqualTo(first);

    Answer late = ada.patch(path(ada), "{\"name\":\"Other\"}", "If-Match", first);
    assertThat(late.status()).isEqualTo(412);
    assertThat(ada.delete(path(ada), "If-Match", first).status()).isEqualTo(412);
    assertThat(ada.get(path(ada)).text("/name")).isEqualTo("Ada & Söhne");
    assertThat(ada.patch(path(ada), "{}", "If-Match", second).header("ETag")).contains(second);
  }

  @Test
  void doesNotTakeADatabaseThatIsAwayForAnUnknownOrg() {
    Client ada = server.newcomer("Ada");
    server.world().loseSlugs(true);
    try {
      Answer answer = ada.get("/api/v1/orgs/" + ada.slug());
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text("/code")).isEqualTo("database_unavailable");
      assertThat(answer.header("Retry-After")).isPresent();
    } finally {
      server.world().loseSlugs(false);
    }
    assertThat(ada.get("/api/v1/orgs/" + ada.slug()).status()).isEqualTo(200);
  }

  @Test
  void movesToAnotherSlugAndLeavesTheOldOneToNobody() {
    Client ada = server.newcomer("Ada");
    Client eve = server.newcomer("Eve");
    String slug = "moved-" + ada.slug();
    assertThat(ada.patch(path(ada), "{\"slug\":\"" + slug + "\"}").text("/slug")).isEqualTo(slug);
    assertThat(ada.get("/api/v1/orgs/" + slug).text("/id")).isEqualTo(ada.org());
    assertThat(ada.get("/api/v1/orgs/" + ada.slug()).text("/code")).isEqualTo("org_not_found");

    for (String taken : List.of(slug, ada.slug())) {
      Answer refused = eve.patch(path(eve), "{\"slug\":\"" + taken + "\"}");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text("/code")).isEqualTo("slug_taken");
      Answer another = eve.post("/api/v1/orgs", "{\"name\":\"E\",\"slug\":\"" + taken + "\"}");
      assertThat(another.text("/code")).isEqualTo("slug_taken");
    }
    Answer back = ada.patch(path(ada), "{\"slug\":\"" + ada.slug() + "\"}");
    assertThat(back.text("/slug")).isEqualTo(ada.slug());
  }

  /** Variants that look like a slug or a name and are none; the Cyrillic a is U+0430. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slug | Acme",
        "slug | ACME",
        "slug | \\u0430cme",
        "slug | \\uff41cme",
        "slug | ' acme'",
        "slug | 'acme '",
        "slug | ac me",
        "slug | ac\\u200bme",
        "slug | ac\\u00adme",
        "slug | acmé",
        "slug | -acme",
        "slug | acme-",
        "slug | ac--me",
        "slug | a",
        "slug | ''",
        "slug | 01a1fcbb-2b29-7618-9df0-f565df4880bd",
        "slug | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "name | ''",
        "name | '   '",
        "name | a\\u0000b",
        "name | a\\nb",
        "name | \\u202egnihtemos",
        "name | a\\u2066b"
      })
  void refusesWhatIsNoSlugOrNameAndSaysWhich(String field, String value) {
    Client ada = server.newcomer("Ada");
    String body = "{\"%s\":\"%s\"}".formatted(field, value);
    for (Answer answer :
        List.of(
            ada.patch(path(ada), body),
            ada.post(
                "/api/v1/orgs",
                field.equals("name") ? body : "{\"name\":\"A\"," + body.substring(1)))) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    }
  }

  @Test
  void treatsTheSpellingsOfOneNameAlike() {
    Client ada = server.newcomer("Ada");
    String composed = ada.patch(path(ada), "{\"name\":\"Caf\\u00e9\"}").text("/name");
    Answer same = ada.patch(path(ada), "{\"name\":\"  Cafe\\u0301 \"}");
    assertThat(same.text("/name")).isEqualTo(composed);
    assertThat(same.header("ETag")).isEqualTo(ada.get(path(ada)).header("ETag"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"plan\":\"pro\"}",
        "{\"name\":7}",
        "{\"slug\":[\"a\"]}",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "[]",
        "null",
        ""
      })
  void refusesChangesThatAreNone(String body) {
    Client ada = server.newcomer("Ada");
    assertThat(ada.patch(path(ada), body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "\"3", "W/\"1\", \"2\"", "*"})
  void refusesAConditionThatIsNone(String condition) {
    Client ada = server.newcomer("Ada");
    Answer answer = ada.patch(path(ada), "{\"name\":\"A\"}", "If-Match", condition);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo("If-Match");
  }

  @Test
  void hidesADeletedOrgFromEverybodyAndBringsItBackForItsOwner() {
    Client ada = server.newcomer("Ada");
    Client bob = server.member(ada, "Bob", "admin");
    ada.environment("shop", "prod");
    Answer before = ada.get(path(ada));
    assertThat(bob.delete(path(ada)).status()).isEqualTo(403);
    assertThat(ada.delete(path(ada)).status()).isEqualTo(204);

    Map<String, Object> unknown = ada.get("/api/v1/orgs/nobodys-slug").comparable();
    for (Client who : List.of(ada, bob, server.newcomer("Eve"))) {
      for (String org : List.of(ada.org(), ada.slug())) {
        for (String route : List.of("", "/projects", "/members", "/pipelines", "/audit")) {
          assertThat(who.get("/api/v1/orgs/" + org + route).comparable()).isEqualTo(unknown);
        }
        assertThat(who.post("/api/v1/orgs/" + org + "/projects", "{\"name\":\"x\"}").comparable())
            .isEqualTo(unknown);
      }
      assertThat(who.get("/api/v1/orgs").body()).doesNotContain(ada.org());
      assertThat(who.get("/api/v1/me").body()).doesNotContain(ada.org());
    }
    Answer refused = bob.post(path(ada) + "/undelete", "");
    assertThat(refused.comparable()).isEqualTo(unknown);
    Answer taken = bob.post("/api/v1/orgs", "{\"name\":\"B\",\"slug\":\"" + ada.slug() + "\"}");
    assertThat(taken.text("/code")).isEqualTo("slug_taken");

    Answer undeleted = ada.post("/api/v1/orgs/" + ada.slug() + "/undelete", "");
    assertThat(undeleted.status()).isEqualTo(200);
    assertThat(undeleted.json()).isEqualTo(before.json());
    assertThat(bob.get(path(ada) + "/projects").json().at("/items")).hasSize(1);
  }

  @Test
  void answersARepeatedTransferWithItsFirstAnswer() {
    Client ada = server.newcomer("Ada");
    Client bob = server.member(ada, "Bob", "member");
    String body = "{\"member\":\"" + bob.user() + "\"}";
    Answer first = ada.post("transfer", body, "Idempotency-Key", "hand over");
    assertThat(first.status()).isEqualTo(400);
    first = ada.post("transfer", body, "Idempotency-Key", "hand-over");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.text("/role")).isEqualTo("admin");
    assertThat(ada.post("transfer", body, "Idempotency-Key", "hand-over").json())
        .isEqualTo(first.json());
    assertThat(ada.post("transfer", body).status()).isEqualTo(403);
    assertThat(bob.get(path(ada)).text("/role")).isEqualTo("owner");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 400",
        "{\"member\":\"bob\"} | 400",
        "{\"member\":7} | 400",
        "{\"member\":\"01a1fcbb-2b29-7618-9df0-f565df4880bd\",\"x\":1} | 400",
        "{\"member\":\"01a1fcbb-2b29-7618-9df0-f565df4880bd\"} | 404"
      })
  void handsNothingToNobody(String body, int status) {
    Client ada = server.newcomer("Ada");
    assertThat(ada.post("transfer", body).status()).isEqualTo(status);
    assertThat(ada.get(path(ada)).text("/role")).isEqualTo("owner");
  }

  private static String path(Client client) {
    return "/api/v1/orgs/" + client.org();
  }
}
