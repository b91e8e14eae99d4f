package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.identity.EmailAddress;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proving an address over HTTP. */
class EmailRoutesTest {
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
  void takesTheTokenOfTheLetterOnce() {
    Client ada = server.unverified("Ada");
    assertThat(ada.get("/api/v1/me").json().at("/user/email_verified").asBoolean()).isFalse();
    String token = server.world().post().newestTokenTo(EmailAddress.parse(ada.email()));
    Answer verified = verify("{\"token\":\"" + token + "\"}");
    assertThat(verified.status()).isEqualTo(200);
    assertThat(verified.body())
        .isEqualTo("{\"email\":\"" + ada.email() + "\",\"email_verified\":true}");
    assertThat(ada.get("/api/v1/me").json().at("/user/email_verified").asBoolean()).isTrue();
    Answer again = verify("{\"token\":\"" + token + "\"}");
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.text("/code")).isEqualTo("invalid_token_in_link");
    assertThat(again.body()).doesNotContain(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"token\":null}",
        "{\"token\":\"\"}",
        "{\"token\":\"cfv_x\"}",
        "{\"token\":\"\\u0000\"}",
        "{\"token\":7}"
      })
  void namesTheTokenThatIsNone(String body) {
    Answer answer = verify(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo("token");
  }

  @Test
  void lettingOthersInNeedsAProvenAddress() {
    Client ada = server.unverified("Ada");
    ada.post("projects", "{\"name\":\"shop\"}");
    ada.post("projects/shop/envs", "{\"name\":\"dev\"}");
    String invitation =
        "{\"email\":\"bob-%s@example.org\",\"role\":\"member\"}".formatted(ada.org());
    String token =
        "{\"name\":\"ci\",\"project\":\"shop\",\"environments\":[\"dev\"],\"access\":\"read\"}";
    for (Answer refused :
        List.of(ada.post("invitations", invitation), ada.post("service-tokens", token))) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text("/code")).isEqualTo("email_not_verified");
    }
    String proof = server.world().post().newestTokenTo(EmailAddress.parse(ada.email()));
    verify("{\"token\":\"" + proof + "\"}");
    assertThat(ada.post("invitations", invitation).status()).isEqualTo(201);
    assertThat(ada.post("service-tokens", token).status()).isEqualTo(201);
  }

  private static Answer verify(String body) {
    return server.send(
        server
            .request("/api/v1/auth/email/verify")
            .header("Content-Type", "application/json")
            .POST(Client.body(body)));
  }
}
