package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.tenancy.NoCheckout;
import dev.cofferdam.domain.identity.EmailAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registering with a plan in mind, or an invitation in hand. */
class RegisterRoutesTest {
  private static TestServer server;

  private final String email = "eve-" + UUID.randomUUID() + "@example.org";

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void payNowhere() {
    server.world().payAt(new NoCheckout());
  }

  @Test
  void saysNothingOfPayingWhereNothingIsPaid() {
    Answer made = register("\"plan\":\"pro\"");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().has("checkout_url")).isFalse();
    assertThat(org(made).text("/plan")).isEqualTo("free");
    assertThat(org(made).text("/wanted_plan")).isEqualTo("pro");
  }

  @Test
  void saysWhereToPay() {
    server
        .world()
        .payAt((org, plan) -> Optional.of(URI.create("https://pay.example/" + plan + "/" + org)));
    Answer made = register("\"plan\":\"pro\"");
    assertThat(made.text("/checkout_url"))
        .isEqualTo("https://pay.example/pro/" + made.text("/org/id"));
    Answer free = post("zoe-" + email, "\"plan\":\"free\"");
    assertThat(free.status()).isEqualTo(201);
    assertThat(free.json().has("checkout_url")).isFalse();
  }

  @Test
  void isRegisteredWhateverBecomesOfTheCheckout() {
    server
        .world()
        .payAt(
            (org, plan) -> {
              throw new IllegalStateException("no checkout today");
            });
    String key = "k-" + UUID.randomUUID();
    Answer made = post(email, "\"plan\":\"pro\"", "Idempotency-Key", key);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().has("checkout_url")).isFalse();
    assertThat(org(made).status()).isEqualTo(200);

    server.world().payAt((org, plan) -> Optional.of(URI.create("https://pay.example/" + org)));
    Answer again = post(email, "\"plan\":\"pro\"", "Idempotency-Key", key);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text("/access_token")).isEqualTo(made.text("/access_token"));
    assertThat(again.text("/checkout_url"))
        .isEqualTo("https://pay.example/" + made.text("/org/id"));
  }

  @Test
  void asksTheCheckoutWhenEverythingIsCommitted() {
    AtomicReference<Boolean> known = new AtomicReference<>(false);
    server
        .world()
        .payAt(
            (org, plan) -> {
              known.set(
                  CompletableFuture.supplyAsync(() -> server.world().storage().orgs().isOpen(org))
                      .join());
              return Optional.empty();
            });
    post(email, "\"plan\":\"pro\"", "Idempotency-Key", "k-" + UUID.randomUUID());
    assertThat(known).hasValue(true);
  }

  @Test
  void joinsTheOrgThatAnInvitationIsInto() {
    Client ada = server.newcomer("Ada");
    ada.post("invitations", "{\"email\":\"" + email + "\",\"role\":\"admin\"}");
    String token = server.world().post().newestTokenTo(EmailAddress.parse(email));
    Answer made = register("\"invitation_token\":\"" + token + "\"");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("/org/id")).isEqualTo(ada.org());
    assertThat(made.json().at("/user/email_verified").asBoolean()).isTrue();
    assertThat(org(made).text("/role")).isEqualTo("admin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"plan\":\"enterprise\" | plan",
        "\"plan\":\"\" | plan",
        "\"plan\":\"\\u0000\" | plan",
        "\"plan\":7 | plan",
        "\"invitation_token\":\"cfi_x\" | invitation_token",
        "\"invitation_token\":\"\" | invitation_token",
        "\"invitation_token\":7 | invitation_token",
        "\"plan\":\"pro\",\"invitation_token\":\"x\" | plan"
      })
  void namesTheFieldThatIsWrongAndMakesNothing(String fields, String field) {
    Answer refused = register(fields);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/field")).isEqualTo(field);
    assertThat(server.world().storage().users().findByEmail(EmailAddress.parse(email))).isEmpty();
  }

  private Answer register(String fields) {
    return post(email, fields);
  }

  private static Answer post(String address, String fields, String... headers) {
    HttpRequest.Builder request =
        server.request("/api/v1/auth/register").header("Content-Type", "application/json");
    String body =
        "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"Eve\",%s}"
            .formatted(address, Client.PASSWORD, fields);
    return server.send(
        (headers.length == 0 ? request : request.headers(headers)).POST(Client.body(body)));
  }

  private static Answer org(Answer made) {
    return server.send(
        server
            .request("/api/v1/orgs/" + made.text("/org/id"))
            .header("Authorization", "Bearer " + made.text("/access_token"))
            .GET());
  }
}
