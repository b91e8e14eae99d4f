package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.identity.EmailAddress;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inviting people over HTTP. */
class InvitationRoutesTest {
  private static final String NOBODYS = "01a1fcbb-2b29-7618-9df0-f565df4880bd";
  private static TestServer server;

  private Client ada;
  private Client eve;

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
    server.world().limitSeats(OptionalLong.empty());
    ada = server.newcomer("Ada");
    eve = server.newcomer("Eve");
  }

  @Test
  void invitesShowsAndAccepts() {
    Answer invited = invite(eve.email(), "admin");
    assertThat(invited.status()).isEqualTo(201);
    assertThat(invited.text("/status")).isEqualTo("pending");
    assertThat(invited.text("/invited_by")).isEqualTo(ada.user());
    assertThat(ada.get("invitations").json().at("/items/0")).isEqualTo(invited.json());

    Answer shown = anybody("GET", path(eve, ""));
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.text("/org_name")).isEqualTo("Ada's org");
    assertThat(shown.text("/inviter_name")).isEqualTo("Ada");
    assertThat(shown.json()).hasSize(5);

    Answer joined = eve.post(path(eve, "/accept"), "");
    assertThat(joined.status()).isEqualTo(200);
    assertThat(joined.text("/org/id")).isEqualTo(ada.org());
    assertThat(joined.text("/role")).isEqualTo("admin");
    assertThat(eve.get("/api/v1/orgs/" + ada.org() + "/members").status()).isEqualTo(200);
    assertThat(eve.get("/api/v1/me").json().at("/user/email_verified").asBoolean()).isTrue();
    assertThat(eve.post(path(eve, "/accept"), "").body()).isEqualTo(joined.body());
    assertThat(invite(eve.email(), "admin").text("/code")).isEqualTo("already_member");
  }

  @Test
  void sendsAnotherLetterToWhoIsInvitedAlready() {
    Answer first = invite(eve.email(), "member");
    String dead = path(eve, "");
    Answer again = invite(eve.email().toUpperCase(Locale.ROOT), "admin");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("/id")).isEqualTo(first.text("/id"));
    assertThat(anybody("GET", dead).text("/code")).isEqualTo("invitation_not_found");
    Answer resent = ada.post("invitations/" + first.text("/id") + "/resend", "");
    assertThat(resent.status()).isEqualTo(200);
    assertThat(resent.text("/role")).isEqualTo("admin");
    assertThat(server.world().post().subjectsTo(address(eve)))
        .containsExactly("VerifyEmail", "Invitation", "Invitation", "Invitation");
    Answer slow = invite(eve.email(), "member");
    assertThat(slow.status()).isEqualTo(429);
    assertThat(slow.header("Retry-After")).isPresent();
  }

  @Test
  void sendsOneLetterForOneIdempotencyKey() {
    String key = "k-" + ada.org();
    String body = body(eve.email(), "member");
    Answer first = ada.post("invitations", body, "Idempotency-Key", key);
    Answer again = ada.post("invitations", body, "Idempotency-Key", key);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(server.world().post().subjectsTo(address(eve)))
        .containsExactly("VerifyEmail", "Invitation");
  }

  @Test
  void declinesWithoutAnAccount() {
    invite(eve.email(), "member");
    assertThat(anybody("POST", path(eve, "/decline")).status()).isEqualTo(204);
    assertThat(anybody("GET", path(eve, "")).text("/status")).isEqualTo("declined");
    Answer late = eve.post(path(eve, "/accept"), "");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("/code")).isEqualTo("invitation_over");
  }

  @Test
  void revokes() {
    String id = invite(eve.email(), "member").text("/id");
    assertThat(ada.delete("invitations/" + id).status()).isEqualTo(204);
    assertThat(anybody("GET", path(eve, "")).text("/status")).isEqualTo("revoked");
    assertThat(ada.post("invitations/" + id + "/resend", "").text("/code"))
        .isEqualTo("invitation_over");
  }

  @Test
  void isForTheInvitedAddressAlone() {
    invite(eve.email(), "member");
    Client mallory = server.newcomer("Mallory");
    Answer refused = mallory.post(path(eve, "/accept"), "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("/code")).isEqualTo("invitation_not_yours");
    assertThat(refused.body()).doesNotContain(eve.email());
  }

  @Test
  void saysHowManySeatsThereAre() {
    server.world().limitSeats(OptionalLong.of(2));
    invite(eve.email(), "member");
    Answer full = invite("zoe-" + ada.org() + "@example.org", "member");
    assertThat(full.status()).isEqualTo(402);
    assertThat(full.text("/code")).isEqualTo("seats_exhausted");
    assertThat(full.json().at("/limit").asInt()).isEqualTo(2);
    assertThat(full.json().at("/used").asInt()).isEqualTo(2);
    assertThat(full.json().has("resets_at")).isFalse();
    server.world().limitSeats(OptionalLong.of(1));
    assertThat(eve.post(path(eve, "/accept"), "").status()).isEqualTo(402);
  }

  @Test
  void knowsWhatIsNoTokenAndWhatIsNobodysAlike() {
    invite(eve.email(), "member");
    String path = path(eve, "");
    char last = path.charAt(path.length() - 1);
    String changed = path.substring(0, path.length() - 1) + (last == 'x' ? 'y' : 'x');
    Map<String, Object> unknown = anybody("GET", changed).comparable();
    assertThat(unknown).containsEntry("status", 404);
    for (String token : List.of("x", "cfi_", "%F0%9F%9A%80", "..%20", "x".repeat(900))) {
      assertThat(anybody("GET", "/api/v1/invitations/" + token).comparable())
          .as(token)
          .isEqualTo(unknown);
    }
  }

  @Test
  void knowsNoInvitationThatIsNotTheOrgs() {
    String foreign = eve.post("invitations", body("zoe@example.org", "member")).text("/id");
    Map<String, Object> unknown = ada.delete("invitations/" + NOBODYS).comparable();
    assertThat(unknown).containsEntry("status", 404);
    assertThat(ada.delete("invitations/" + foreign).comparable()).isEqualTo(unknown);
    assertThat(ada.delete("invitations/x").comparable()).isEqualTo(unknown);
    assertThat(ada.post("invitations/" + foreign + "/resend", "").text("/code"))
        .isEqualTo("invitation_not_found");
  }

  @Test
  void listsInPages() {
    for (String name : List.of("a", "b", "c")) {
      invite(name + "-" + ada.org() + "@example.org", "member");
    }
    Answer first = ada.get("invitations?limit=2");
    assertThat(first.json().at("/items")).hasSize(2);
    assertThat(first.text("/items/0/email")).startsWith("c-");
    Answer second = ada.get("invitations?limit=2&cursor=" + first.text("/next_cursor"));
    assertThat(second.json().at("/items")).hasSize(1);
    assertThat(second.text("/items/0/email")).startsWith("a-");
    assertThat(ada.get("invitations?cursor=bm8").text("/errors/0/field")).isEqualTo("cursor");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"role\":\"member\"} | email",
        "{\"email\":null,\"role\":\"member\"} | email",
        "{\"email\":\"eve\",\"role\":\"member\"} | email",
        "{\"email\":\"e\\u200bve@example.org\",\"role\":\"member\"} | email",
        "{\"email\":\"eve@ex ample.org\",\"role\":\"member\"} | email",
        "{\"email\":\"eve@example.org\\nBcc: x@example.org\",\"role\":\"member\"} | email",
        "{\"email\":7,\"role\":\"member\"} | email",
        "{\"email\":\"eve@example.org\"} | role",
        "{\"email\":\"eve@example.org\",\"role\":\"Admin\"} | role",
        "{\"email\":\"eve@example.org\",\"role\":\"root\"} | role",
        "{\"email\":\"eve@example.org\",\"role\":\"\\u0430dmin\"} | role",
        "{\"email\":\"eve@example.org\",\"role\":\"member\",\"token\":\"x\"} | token"
      })
  void namesTheFieldThatIsWrong(String body, String field) {
    Answer answer = ada.post("invitations", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    assertThat(ada.get("invitations").json().at("/items")).isEmpty();
  }

  private Answer invite(String email, String role) {
    return ada.post("invitations", body(email, role));
  }

  private static String body(String email, String role) {
    return "{\"email\":\"" + email + "\",\"role\":\"" + role + "\"}";
  }

  private static String path(Client invited, String rest) {
    return "/api/v1/invitations/" + server.world().post().newestTokenTo(address(invited)) + rest;
  }

  private static EmailAddress address(Client who) {
    return EmailAddress.parse(who.email());
  }

  private static Answer anybody(String method, String path) {
    return server.send(server.request(path).method(method, HttpRequest.BodyPublishers.noBody()));
  }
}
