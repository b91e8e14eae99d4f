package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.identity.EmailAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyRoutesTest {
  private static final String KEYS = "/api/v1/me/api-keys";
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
  }

  @Test
  void aKeyDoesWhatItsScopesSay() {
    Answer made = create(ada, ada.slug(), "[\"projects:read\"]");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.text("/token")).startsWith(made.text("/prefix").replace("…", ""));
    assertThat(made.text("/org")).isEqualTo(ada.org());
    assertThat(made.json().at("/last_used_at").isNull()).isTrue();
    Client key = with(ada, made);
    assertThat(key.get("projects").status()).isEqualTo(200);
    assertThat(key.post("projects", "{\"name\":\"other\"}").status()).isEqualTo(403);
    assertThat(key.get("projects/shop/envs/prod/secrets").status()).isEqualTo(403);
    assertThat(key.get("audit").status()).isEqualTo(403);
    assertThat(key.get(KEYS).status()).isEqualTo(403);
    assertThat(key.post(KEYS, "{\"name\":\"k\",\"org\":\"" + ada.slug() + "\"}").status())
        .isEqualTo(403);
    assertThat(key.get("/api/v1/me/sessions").status()).isEqualTo(403);
    assertThat(key.post("/api/v1/orgs", "{\"name\":\"mine\"}").status()).isEqualTo(403);
  }

  @Test
  void worksInItsOrgAlone() {
    Client bob = server.newcomer("Bob");
    Client both = server.member(bob, "Both", "admin");
    Client key = with(both, create(both, both.slug(), "[\"projects:read\"]"));
    String elsewhere = "/api/v1/orgs/" + bob.org() + "/projects";
    assertThat(both.get(elsewhere).status()).isEqualTo(200);
    assertThat(key.get(elsewhere).comparable())
        .isEqualTo(key.get("/api/v1/orgs/nobodys-slug/projects").comparable());
  }

  @Test
  void isTakenWithAndWithoutBearer() {
    String token = create(ada, ada.slug(), "[\"projects:read\"]").text("/token");
    for (String header : List.of("Bearer " + token, "bearer   " + token, token, token + " ")) {
      assertThat(authorized(header).status()).as(header.replace(token, "<key>")).isEqualTo(200);
    }
    for (String header :
        List.of("Basic " + token, "Token " + token, token + " x", "x" + token, token + token)) {
      assertThat(authorized(header).status()).as(header.replace(token, "<key>")).isEqualTo(401);
    }
  }

  private Answer authorized(String header) {
    return server.send(
        server
            .request("/api/v1/orgs/" + ada.org() + "/projects")
            .header("Authorization", header)
            .GET());
  }

  @Test
  void refusesATokenWithOneCharacterChangedLikeAnUnknownOne() {
    Answer made = create(ada, ada.slug(), "[\"projects:read\"]");
    String token = made.text("/token");
    int before = server.world().storage().apiKeys().lookUps();
    for (int at = 4; at < token.length(); at++) {
      char other = token.charAt(at) == 'x' ? 'y' : 'x';
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      Answer answer = authorized("Bearer " + changed);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text("/code")).isEqualTo("invalid_token");
      assertThat(answer.body()).doesNotContain(changed);
    }
    assertThat(server.world().storage().apiKeys().lookUps()).isEqualTo(before);
  }

  @Test
  void isListedWithoutTheTokenAndDeletedAtOnce() {
    Answer first = create(ada, ada.slug(), "[\"projects:read\"]");
    Answer second = create(ada, ada.org(), "[\"runs:write\",\"secrets:read\"]");
    Answer page = ada.get(KEYS + "?limit=1");
    assertThat(page.text("/items/0/id")).isEqualTo(second.text("/id"));
    assertThat(page.json().at("/items/0/scopes").toString())
        .isEqualTo("[\"runs:write\",\"secrets:read\"]");
    Answer rest = ada.get(KEYS + "?limit=1&cursor=" + page.text("/next_cursor"));
    assertThat(rest.text("/items/0/id")).isEqualTo(first.text("/id"));
    assertThat(rest.json().at("/next_cursor").isNull()).isTrue();
    assertThat(page.body() + rest.body())
        .doesNotContain(first.text("/token"), second.text("/token"));
    Client key = with(ada, first);
    assertThat(key.get("projects").status()).isEqualTo(200);
    assertThat(ada.delete(KEYS + "/" + first.text("/id")).status()).isEqualTo(204);
    Answer gone = key.get("projects");
    assertThat(gone.status()).isEqualTo(401);
    assertThat(gone.text("/code")).isEqualTo("invalid_token");
    assertThat(gone.header("WWW-Authenticate").orElseThrow()).contains("invalid_token");
    assertThat(ada.get(KEYS).json().at("/items")).hasSize(1);
  }

  @Test
  void knowsNobodysKeysAlike() {
    Client bob = server.newcomer("Bob");
    String bobs = create(bob, bob.slug(), "[\"projects:read\"]").text("/id");
    Answer foreign = ada.delete(KEYS + "/" + bobs);
    assertThat(foreign.status()).isEqualTo(404);
    for (String id : List.of("01a1fcbb-2b29-7618-9df0-f565df4880bd", "x", "%F0%9F%9A%80")) {
      assertThat(ada.delete(KEYS + "/" + id).comparable()).isEqualTo(foreign.comparable());
    }
    assertThat(bob.get(KEYS).json().at("/items")).hasSize(1);
  }

  @Test
  void expires() {
    Instant end = Instant.now().plusMillis(1_500).truncatedTo(ChronoUnit.MILLIS);
    Answer made =
        ada.post(
            KEYS,
            "{\"name\":\"short\",\"org\":\"%s\",\"expires_at\":\"%s\"}".formatted(ada.slug(), end));
    assertThat(Instant.parse(made.text("/expires_at"))).isEqualTo(end);
    Client key = with(ada, made);
    assertThat(key.get("/api/v1/me").text("/credential/kind")).isEqualTo("api_key");
    while (Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }
    Answer over = key.get("projects");
    assertThat(over.status()).isEqualTo(401);
    assertThat(over.text("/code")).isEqualTo("expired_token");
    Answer refused = ada.get("audit?outcome=refused");
    assertThat(refused.text("/items/0/action")).isEqualTo("api_key.use_expired");
    assertThat(refused.text("/items/0/actor/name")).isEqualTo("short");
  }

  @Test
  void showsWhoItIs() {
    Client bob = server.newcomer("Bob");
    Client both = server.member(bob, "Both", "member");
    Answer made = create(both, bob.slug(), "[\"runs:read\",\"org:read\"]");
    Answer me = with(both, made).get("/api/v1/me");
    assertThat(me.text("/user/email")).isEqualTo(both.email());
    assertThat(me.json().at("/orgs")).hasSize(1);
    assertThat(me.text("/orgs/0/id")).isEqualTo(bob.org());
    assertThat(me.text("/orgs/0/role")).isEqualTo("member");
    assertThat(me.json().at("/credential").toString())
        .isEqualTo("{\"kind\":\"api_key\",\"scopes\":[\"org:read\",\"runs:read\"]}");
    assertThat(with(both, made).patch("/api/v1/me", "{\"name\":\"X\"}").status()).isEqualTo(403);
  }

  @Test
  void isNamedInTheAuditTrailAlsoWhenItIsGone() {
    Answer made = create(ada, ada.slug(), "[\"projects:write\"]");
    assertThat(with(ada, made).post("projects", "{\"name\":\"made-by-key\"}").status())
        .isEqualTo(201);
    ada.delete(KEYS + "/" + made.text("/id"));
    Answer audit = ada.get("audit?action=project.create");
    assertThat(audit.text("/items/0/actor/kind")).isEqualTo("api_key");
    assertThat(audit.text("/items/0/actor/id")).isEqualTo(made.text("/id"));
    assertThat(audit.text("/items/0/actor/name")).isEqualTo("deploy");
  }

  @Test
  void saysWhenItWasUsed() {
    Answer made = create(ada, ada.slug(), "[\"projects:read\"]");
    Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);
    with(ada, made).get("projects");
    server.world().writeUses();
    assertThat(Instant.parse(ada.get(KEYS).text("/items/0/last_used_at")))
        .isBetween(before, Instant.now());
  }

  @Test
  void goesWithTheMembership() {
    Client bob = server.member(ada, "Bob", "admin");
    Client key = with(ada, create(bob, ada.slug(), "[\"projects:read\"]"));
    assertThat(key.get("projects").status()).isEqualTo(200);
    assertThat(ada.delete("members/" + bob.user()).status()).isEqualTo(204);
    assertThat(key.get("projects").status()).isEqualTo(401);
    assertThat(bob.get(KEYS).json().at("/items")).isEmpty();
  }

  @Test
  void losesWhatItsUserLoses() {
    Client bob = server.member(ada, "Bob", "admin");
    Client key = with(ada, create(bob, ada.slug(), "[\"audit:read\"]"));
    assertThat(key.get("audit").status()).isEqualTo(200);
    ada.patch("members/" + bob.user(), "{\"role\":\"member\"}");
    assertThat(key.get("audit").status()).isEqualTo(403);
  }

  @Test
  void takesNamesAsPeopleWriteThem() {
    for (String name : List.of("x", "х", "K\u0435y", "\uD83D\uDE80", "é".repeat(100))) {
      Answer made = ada.post(KEYS, "{\"name\":\"%s\",\"org\":\"%s\"}".formatted(name, ada.slug()));
      assertThat(made.status()).as(name).isEqualTo(201);
      assertThat(made.text("/name")).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"org\":\"ORG\"} | name",
        "{\"name\":\"\",\"org\":\"ORG\"} | name",
        "{\"name\":\"  \",\"org\":\"ORG\"} | name",
        "{\"name\":\"LONG\",\"org\":\"ORG\"} | name",
        "{\"name\":\"a\\u0000b\",\"org\":\"ORG\"} | name",
        "{\"name\":\"a\\u202eb\",\"org\":\"ORG\"} | name",
        "{\"name\":7,\"org\":\"ORG\"} | name",
        "{\"name\":\"k\"} | org",
        "{\"name\":\"k\",\"org\":\"ORG\",\"scopes\":[]} | scopes",
        "{\"name\":\"k\",\"org\":\"ORG\",\"scopes\":\"runs:read\"} | scopes",
        "{\"name\":\"k\",\"org\":\"ORG\",\"scopes\":[\"runs:read\",\"runs:read\"]} | scopes[1]",
        "{\"name\":\"k\",\"org\":\"ORG\",\"scopes\":[\"runs:read\",\"all\"]} | scopes[1]",
        "{\"name\":\"k\",\"org\":\"ORG\",\"scopes\":[\"RUNS:READ\"]} | scopes[0]",
        "{\"name\":\"k\",\"org\":\"ORG\",\"scopes\":[null]} | scopes[0]",
        "{\"name\":\"k\",\"org\":\"ORG\",\"expires_at\":\"2020-01-01T00:00:00Z\"} | expires_at",
        "{\"name\":\"k\",\"org\":\"ORG\",\"expires_at\":\"9999-01-01T00:00:00Z\"} | expires_at",
        "{\"name\":\"k\",\"org\":\"ORG\",\"expires_at\":\"+99999-01-01T00:00:00Z\"} | expires_at",
        "{\"name\":\"k\",\"org\":\"ORG\",\"expires_at\":\"tomorrow\"} | expires_at",
        "{\"name\":\"k\",\"org\":\"ORG\",\"expires_at\":1} | expires_at",
        "{\"name\":\"k\",\"org\":\"ORG\",\"token\":\"cfd_x\"} | token"
      })
  void namesWhatIsWrong(String body, String field) {
    Answer answer =
        ada.post(KEYS, body.replace("ORG", ada.slug()).replace("LONG", "x".repeat(101)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    assertThat(ada.get(KEYS).json().at("/items")).isEmpty();
  }

  @Test
  void knowsStrangersOrgsAndNobodysAlike() {
    Client bob = server.newcomer("Bob");
    Answer unknown = create(ada, "nobodys-slug", "[\"runs:read\"]");
    assertThat(unknown.status()).isEqualTo(404);
    for (String org : List.of(bob.slug(), bob.org(), "x", "UPPER", "😀")) {
      assertThat(create(ada, org, "[\"runs:read\"]").comparable())
          .as(org)
          .isEqualTo(unknown.comparable());
    }
  }

  @Test
  void scopesThatTheRoleHasNoUseForAreRefused() {
    Client cy = server.member(ada, "Cy", "member");
    Answer answer = create(cy, ada.slug(), "[\"audit:read\"]");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo("scopes");
  }

  private static Answer create(Client who, String org, String scopes) {
    return who.post(
        KEYS, "{\"name\":\"deploy\",\"org\":\"%s\",\"scopes\":%s}".formatted(org, scopes));
  }

  private static Client with(Client who, Answer made) {
    return new Client(who.server(), made.text("/token"), who.org(), who.slug(), who.email());
  }

  /** A role gives rights that a key's scopes may not have. */
  @Test
  void decidesAboutPlainMembersAlone() {
    Client ada = server.newcomer("Ada");
    Client bob = server.member(ada, "Bob", "admin");
    Client cy = server.member(ada, "Cy", "member");
    Client key = with(ada, "\"scopes\":[\"members:write\",\"members:read\"]");
    for (String role : List.of("owner", "admin")) {
      Answer invited =
          key.post("invitations", "{\"email\":\"eve@example.org\",\"role\":\"" + role + "\"}");
      assertThat(invited.status()).as(invited.body()).isEqualTo(403);
      assertThat(key.patch("members/" + cy.user(), "{\"role\":\"" + role + "\"}").status())
          .isEqualTo(403);
    }
    assertThat(key.patch("members/" + bob.user(), "{\"role\":\"member\"}").status()).isEqualTo(403);
    assertThat(key.delete("members/" + bob.user()).status()).isEqualTo(403);
    assertThat(key.delete("members/" + ada.user()).status()).isEqualTo(403);
    String pending =
        ada.post("invitations", "{\"email\":\"dan@example.org\",\"role\":\"admin\"}").text("/id");
    assertThat(key.post("invitations/" + pending + "/resend", "").status()).isEqualTo(403);
    assertThat(key.delete("invitations/" + pending).status()).isEqualTo(403);
    assertThat(
            key.post("invitations", "{\"email\":\"fay@example.org\",\"role\":\"member\"}").status())
        .isEqualTo(201);
    assertThat(key.delete("members/" + cy.user()).status()).isEqualTo(204);
    assertThat(ada.get("audit?outcome=refused").json().findValuesAsText("resource"))
        .contains("member:" + bob.user(), "invitation:" + pending);
  }

  @Test
  void makesNoServiceTokenThatOutlivesIt() {
    Client ada = server.newcomer("Ada");
    ada.environment("shop", "prod");
    Instant end = Instant.now().plusSeconds(600);
    Client key = with(ada, "\"expires_at\":\"" + end + "\"");
    String token =
        "{\"name\":\"ci\",\"project\":\"shop\",\"environments\":[\"prod\"],\"access\":\"read\"%s}";
    for (String more : List.of("", ",\"expires_at\":\"" + end.plusSeconds(1) + "\"")) {
      Answer refused = key.post("service-tokens", token.formatted(more));
      assertThat(refused.status()).as(refused.body()).isEqualTo(400);
      assertThat(refused.text("/errors/0/field")).isEqualTo("expires_at");
    }
    String sooner = ",\"expires_at\":\"" + end.minusSeconds(1) + "\"";
    assertThat(key.post("service-tokens", token.formatted(sooner)).status()).isEqualTo(201);
    assertThat(ada.post("service-tokens", token.formatted("")).status()).isEqualTo(201);
  }

  /** Whoever made it may have registered an address that was not theirs. */
  @Test
  void endsWhenTheAddressIsShownToBeSomebodysByAReset() {
    Client ada = server.unverified("Ada");
    Client key = with(ada, "\"scopes\":[\"org:read\"]");
    assertThat(key.get("/api/v1/orgs/" + ada.org()).status()).isEqualTo(200);
    resetPassword(ada);
    assertThat(key.get("/api/v1/orgs/" + ada.org()).status()).isEqualTo(401);
    Client back = ada.as(logIn(ada).text("/access_token"));
    Client later = with(back, "\"scopes\":[\"org:read\"]");
    resetPassword(back);
    assertThat(later.get("/api/v1/orgs/" + ada.org()).status())
        .as("the address was known to be theirs")
        .isEqualTo(200);
  }

  private static Client with(Client person, String more) {
    Answer made =
        person.post(
            "/api/v1/me/api-keys",
            "{\"name\":\"a key\",\"org\":\"%s\",%s}".formatted(person.org(), more));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return person.as(made.text("/token"));
  }

  private static void resetPassword(Client person) {
    person.post("/api/v1/auth/password/forgot", "{\"email\":\"" + person.email() + "\"}");
    String token = server.world().post().newestTokenTo(EmailAddress.parse(person.email()));
    Answer reset =
        person.post(
            "/api/v1/auth/password/reset",
            "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, Client.PASSWORD));
    assertThat(reset.status()).as(reset.body()).isEqualTo(204);
  }

  private static Answer logIn(Client person) {
    return person.post(
        "/api/v1/auth/login",
        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(person.email(), Client.PASSWORD));
  }
}
