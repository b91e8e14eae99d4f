package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberRoutesTest {
  private static final String NOBODY = "01a1fcbb-2b29-7618-9df0-f565df4880bd";
  private static TestServer server;

  private Client ada;
  private Client bob;
  private Client cy;

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
    bob = server.member(ada, "Bob", "admin");
    cy = server.member(ada, "Cy", "member");
  }

  @Test
  void listsMembersInPages() {
    Answer first = cy.get(members() + "?limit=2");
    assertThat(first.json().at("/items")).hasSize(2);
    assertThat(first.text("/items/0/user/email")).isEqualTo(ada.email());
    assertThat(first.text("/items/0/id")).isEqualTo(ada.user());
    assertThat(first.header("Link")).isPresent();
    Answer second = cy.get(members() + "?limit=2&cursor=" + first.text("/next_cursor"));
    assertThat(second.json().at("/items")).hasSize(1);
    assertThat(second.text("/items/0/user/name")).isEqualTo("Cy");
    assertThat(second.json().at("/next_cursor").isNull()).isTrue();
    assertThat(cy.get(members() + "?cursor=bm8").text("/errors/0/field")).isEqualTo("cursor");
  }

  @Test
  void changesARoleWithTheNextRequest() {
    assertThat(cy.get("/api/v1/orgs/" + ada.org() + "/audit").status()).isEqualTo(403);
    Answer raised = bob.patch(member(cy), "{\"role\":\"admin\"}");
    assertThat(raised.status()).isEqualTo(200);
    assertThat(raised.text("/role")).isEqualTo("admin");
    assertThat(raised.text("/user/id")).isEqualTo(cy.user());
    assertThat(cy.get("/api/v1/orgs/" + ada.org() + "/audit").status()).isEqualTo(200);
  }

  @Test
  void keepsTheLastOwner() {
    for (Answer answer :
        new Answer[] {ada.patch(member(ada), "{\"role\":\"admin\"}"), ada.delete(member(ada))}) {
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text("/code")).isEqualTo("last_owner");
    }
  }

  @Test
  void keepsAdminsFromOwnersAndOwnership() {
    assertThat(bob.patch(member(ada), "{\"role\":\"member\"}").status()).isEqualTo(403);
    assertThat(bob.patch(member(bob), "{\"role\":\"owner\"}").status()).isEqualTo(403);
    assertThat(bob.delete(member(ada)).status()).isEqualTo(403);
    assertThat(cy.delete(member(bob)).status()).isEqualTo(403);
    assertThat(cy.patch(member(cy), "{\"role\":\"admin\"}").status()).isEqualTo(403);
  }

  @Test
  void letsAMemberLeaveAndKnowsThemNoMore() {
    assertThat(cy.delete(member(cy)).status()).isEqualTo(204);
    String nowhere = "/api/v1/orgs/nobodys-slug/members";
    assertThat(cy.get(members()).comparable()).isEqualTo(cy.get(nowhere).comparable());
    assertThat(cy.delete(member(cy)).comparable())
        .isEqualTo(cy.delete(nowhere + "/" + cy.user()).comparable());
    assertThat(ada.delete(member(cy)).text("/code")).isEqualTo("member_not_found");
  }

  @Test
  void removesAMemberWithTheNextRequest() {
    assertThat(bob.delete(member(cy)).status()).isEqualTo(204);
    assertThat(cy.get(members()).status()).isEqualTo(404);
    assertThat(ada.get(members()).body()).doesNotContain(cy.user());
  }

  @Test
  void knowsStrangersAndNobodiesAndWhatIsNoIdAlike() {
    Client eve = server.newcomer("Eve");
    String body = "{\"role\":\"admin\"}";
    Map<String, Object> unknown = ada.patch(members() + "/" + NOBODY, body).comparable();
    assertThat(unknown).containsEntry("status", 404);
    assertThat(ada.patch(member(eve), body).comparable()).isEqualTo(unknown);
    assertThat(ada.patch(members() + "/x", body).comparable()).isEqualTo(unknown);
    assertThat(ada.delete(member(eve)).comparable()).isEqualTo(unknown);
    assertThat(ada.delete(members() + "/%F0%9F%9A%80").comparable()).isEqualTo(unknown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | role",
        "{\"role\":null} | role",
        "{\"role\":\"Owner\"} | role",
        "{\"role\":\"ADMIN\"} | role",
        "{\"role\":\"root\"} | role",
        "{\"role\":\"\\u0430dmin\"} | role",
        "{\"role\":\" admin\"} | role",
        "{\"role\":1} | role",
        "{\"role\":\"admin\",\"id\":\"x\"} | id"
      })
  void refusesWhatIsNoRole(String body, String field) {
    Answer answer = ada.patch(member(cy), body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo(field);
  }

  private String members() {
    return "/api/v1/orgs/" + ada.org() + "/members";
  }

  private String member(Client who) {
    return members() + "/" + who.user();
  }
}
