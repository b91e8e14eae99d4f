package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.identity.ExternalIdentity;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Requests with tokens of other issuers. */
final class ExternalPeopleTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();
  private static final ExternalIdentity ADA = new ExternalIdentity(TestWorld.PEOPLE, "user_ada");

  private static Answer me(String token) {
    return SERVER.send(
        SERVER.request("/api/v1/me").header("Authorization", "Bearer " + token).GET());
  }

  private static String token(ExternalIdentity identity, Map<String, Object> claims) {
    return SERVER.world().externalTokens().issue(identity, claims, Duration.ofMinutes(10));
  }

  @Test
  void somebodyComesByTheirIssuerAndWorks() {
    String token = token(ADA, Map.of("email", "ada@example.org", "name", "Ada"));
    Answer me = me(token);

    assertThat(me.status()).isEqualTo(200);
    assertThat(me.text("/user/email")).isEqualTo("ada@example.org");
    assertThat(me.text("/user/name")).isEqualTo("Ada");
    assertThat(me.text("/credential/kind")).isEqualTo("issuer");
    assertThat(me.text("/orgs/0/role")).isEqualTo("owner");
    Client ada =
        new Client(
            SERVER, token, me.text("/orgs/0/id"), me.text("/orgs/0/slug"), "ada@example.org");
    String secrets = ada.environment("shop", "prod");
    assertThat(ada.put(secrets + "/KEY", "{\"value\":\"v\"}").status()).isEqualTo(201);
    assertThat(ada.get("audit").text("/items/0/actor/id")).isEqualTo(me.text("/user/id"));
    assertThat(me(token(ADA, Map.of())).text("/user/id")).isEqualTo(me.text("/user/id"));
  }

  @Test
  void somebodyWithoutASessionHereHasNoneToEnd() {
    Answer out =
        SERVER.send(
            SERVER
                .request("/api/v1/auth/logout")
                .header("Authorization", "Bearer " + token(ADA, Map.of()))
                .POST(Client.body("")));

    assertThat(out.status()).isEqualTo(403);
    assertThat(out.text("/code")).isEqualTo("forbidden");
    assertThat(out.text("/detail")).contains("issuer");
  }

  @Test
  void somebodyWithoutAnAddressHasNone() {
    Answer me = me(token(new ExternalIdentity(TestWorld.PEOPLE, "user_nameless"), Map.of()));

    assertThat(me.status()).isEqualTo(200);
    assertThat(me.json().at("/user/email").isNull()).isTrue();
  }

  @Test
  void anOrgOfOthersIsNotThere() {
    Client other = SERVER.newcomer("Bob");
    ExternalIdentity stranger = new ExternalIdentity(TestWorld.PEOPLE, "user_stranger");
    String token = token(stranger, Map.of());
    Answer foreign =
        SERVER.send(
            SERVER
                .request("/api/v1/orgs/" + other.org())
                .header("Authorization", "Bearer " + token)
                .GET());

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.text("/code")).isEqualTo("org_not_found");
  }

  @Test
  void tokensThatAreNoneAreRefused() {
    ExternalIdentity job = new ExternalIdentity(TestWorld.CI, "repo:acme/shop");
    ExternalIdentity stranger = new ExternalIdentity("https://stranger.example", "user_ada");
    String old = SERVER.world().externalTokens().issue(ADA, Map.of(), Duration.ZERO);

    assertRefused(token(job, Map.of()), "invalid_token");
    assertRefused(token(stranger, Map.of()), "invalid_token");
    assertRefused(old, "expired_token");
    assertRefused("a".repeat(8_000), "invalid_token");
    assertRefused("a".repeat(8_193), "invalid_token");
  }

  private static void assertRefused(String token, String code) {
    Answer answer = me(token);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text("/code")).isEqualTo(code);
    assertThat(answer.header("WWW-Authenticate").orElseThrow()).contains("error=\"invalid_token\"");
  }
}
