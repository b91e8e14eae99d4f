package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.vault.port.AgeFiles;
import dev.cofferdam.domain.vault.AgeIdentity;
import dev.cofferdam.domain.vault.AgeRecipient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of files that a team keeps outside, and such files. */
final class TeamKeyRoutesTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();
  private static final String ENV = "projects/shop/envs/dev";

  private final AgeFiles files = SERVER.world().ageFiles();
  private final AgeIdentity mine = files.newIdentity();
  private Client ada;
  private Client mel;

  @BeforeEach
  void fill() {
    ada = SERVER.newcomer("Ada");
    Client member = SERVER.member(ada, "Mel", "member");
    mel = new Client(SERVER, member.token(), ada.org(), ada.slug(), member.email());
    ada.environment("shop", "dev");
    ada.put(ENV + "/secrets/A", "{\"value\":\"hunter2\"}");
  }

  private static List<String> recipients(Client of) {
    return of.get("keys/public").json().findValuesAsText("recipient");
  }

  private static String to(AgeIdentity identity) {
    return "{\"recipient\":\"" + identity.recipient() + "\"}";
  }

  /** The identities in what a member was given, as {@code age -i} reads them. */
  private List<AgeIdentity> identities(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    byte[] clear =
        files
            .decrypt(
                List.of(mine), answer.text("/identity").getBytes(StandardCharsets.UTF_8), 1 << 20)
            .orElseThrow();
    List<String> lines = new String(clear, StandardCharsets.UTF_8).lines().toList();
    return IntStream.range(0, lines.size() / 2)
        .mapToObj(
            i ->
                new AgeIdentity(
                    new AgeRecipient(lines.get(2 * i).replace("# public key: ", "")),
                    lines.get(2 * i + 1)))
        .toList();
  }

  @Test
  void hasOneRecipientFromTheFirstQuestionOn() {
    assertThat(recipients(mel)).hasSize(1).isEqualTo(recipients(ada));
    assertThat(SERVER.newcomer("Bob").get("keys/public").json().findValuesAsText("recipient"))
        .doesNotContainAnyElementsOf(recipients(ada));
  }

  @Test
  void makesOneForManyWhoAskFirst() throws Exception {
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<String>>> asking =
          IntStream.range(0, 16)
              .<Callable<List<String>>>mapToObj(i -> () -> recipients(mel))
              .toList();
      for (Future<List<String>> each : many.invokeAll(asking)) {
        assertThat(each.get()).isEqualTo(recipients(ada));
      }
    } finally {
      many.shutdownNow();
    }
    assertThat(recipients(ada)).hasSize(1);
  }

  @Test
  void isRotatedByAdminsAndKeepsTheOlderOnes() {
    String first = recipients(ada).get(0);
    assertThat(mel.post("keys/team/rotate", "").status()).isEqualTo(403);
    Answer second = ada.post("keys/team/rotate", "", "Idempotency-Key", "one");
    assertThat(second.status()).as(second.body()).isEqualTo(201);
    assertThat(ada.post("keys/team/rotate", "", "Idempotency-Key", "one").body())
        .isEqualTo(second.body());
    assertThat(recipients(mel)).containsExactly(second.text("/recipient"), first);
    assertThat(ada.get("keys/public?limit=1").json().findValuesAsText("recipient"))
        .containsExactly(second.text("/recipient"));
    assertThat(identities(mel.post("keys/team/identity", to(mine))))
        .extracting(each -> each.recipient().value())
        .containsExactly(second.text("/recipient"), first);
  }

  @Test
  void neverTravelsInClearAndIsRecorded() {
    Answer answer = mel.post("keys/team/identity", to(mine));
    AgeIdentity team = identities(answer).get(0);
    assertThat(answer.body().toUpperCase(Locale.ROOT)).doesNotContain("AGE-SECRET-KEY");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(ada.get("audit?action=team_key.reveal").json().findValuesAsText("resource"))
        .containsExactly("team_key:" + team.recipient() + " to " + mine.recipient());
    assertThat(ada.get("audit?action=team_key.reveal").text("/items/0/actor/id"))
        .isEqualTo(mel.user());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"recipient\":null}",
        "{\"recipient\":\"age1\"}",
        "{\"recipient\":\"ssh-ed25519 AAAA\"}",
        "{\"recipient\":7}"
      })
  void wantsARecipient(String body) {
    Answer answer = mel.post("keys/team/identity", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo("recipient");
  }

  @Test
  void isForMembersAndForNoToken() {
    String token =
        ada.post(
                "service-tokens",
                """
                {"name":"ci","project":"shop","environments":["dev"],"access":"write"}""")
            .text("/token");
    assertThat(ada.as(token).post("keys/team/identity", to(mine)).status()).isEqualTo(403);
    assertThat(recipients(ada.as(token))).isEqualTo(recipients(ada));
    String exported = ada.as(token).get(ENV + "/export?format=age").body();
    Answer taken = ada.as(token).postText(ENV + "/import?format=age", exported);
    assertThat(taken.status()).as("a token would read with it what it may not").isEqualTo(403);
  }

  @Test
  void exportsForTheTeamAndTakesItBack() {
    ada.put(ENV + "/secrets/B", "{\"value\":\"line\\nline \u00fc\"}");
    Answer exported = mel.get(ENV + "/export?format=age");
    assertThat(exported.status()).as(exported.body()).isEqualTo(200);
    assertThat(exported.body()).startsWith("-----BEGIN AGE").doesNotContain("hunter2");
    assertThat(exported.header("Content-Disposition"))
        .contains("attachment; filename=\"shop.dev.env.age\"");
    List<AgeIdentity> team = identities(mel.post("keys/team/identity", to(mine)));
    assertThat(files.decrypt(team, exported.body().getBytes(StandardCharsets.UTF_8), 1 << 20))
        .hasValueSatisfying(
            clear -> assertThat(new String(clear, StandardCharsets.UTF_8)).contains("hunter2"));
    ada.post("projects/shop/envs", "{\"name\":\"copy\"}");
    ada.post("keys/team/rotate", "");
    Answer taken = mel.postText("projects/shop/envs/copy/import?format=age", exported.body());
    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    assertThat(mel.get("projects/shop/envs/copy/secrets/B").text("/value"))
        .isEqualTo("line\nline \u00fc");
  }

  @Test
  void exportsToNamedRecipientsAlone() {
    Answer exported = mel.get(ENV + "/export?format=age&recipient=" + mine.recipient());
    byte[] file = exported.body().getBytes(StandardCharsets.UTF_8);
    assertThat(files.decrypt(List.of(mine), file, 1 << 20)).isPresent();
    List<AgeIdentity> team = identities(mel.post("keys/team/identity", to(mine)));
    assertThat(files.decrypt(team, file, 1 << 20)).isEmpty();
    Answer taken = mel.postText(ENV + "/import?format=age", exported.body());
    assertThat(taken.text("/code")).isEqualTo("import_refused");
    assertThat(taken.body()).doesNotContain("hunter2");
    for (String wrong :
        List.of("format=dotenv&recipient=" + mine.recipient(), "format=age&recipient=age1,")) {
      assertThat(mel.get(ENV + "/export?" + wrong).text("/errors/0/field")).isEqualTo("recipient");
    }
  }

  /** Every member has the team's identity, and not every member may read it. */
  @Test
  void exportsNothingProtectedForTheTeam() {
    ada.post("projects/shop/envs", "{\"name\":\"live\",\"protected\":true}");
    ada.put("projects/shop/envs/live/secrets/CROWN", "{\"value\":\"jewels\"}");
    ada.post("projects/shop/envs", "{\"name\":\"led\"}");
    ada.put("projects/shop/envs/led/secrets/TO", "{\"value\":\"${live.CROWN}\"}");
    for (String environment : List.of("live", "led")) {
      String path = "projects/shop/envs/" + environment + "/export?format=age";
      Answer refused = ada.get(path);
      assertThat(refused.status()).as(environment).isEqualTo(400);
      assertThat(refused.text("/errors/0/field")).isEqualTo("recipient");
      assertThat(ada.get(path + "&recipient=" + mine.recipient()).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A=1", "-----BEGIN AGE ENCRYPTED FILE-----", "age-encryption.org/v1"})
  void takesNothingElseForAFileOfAge(String file) {
    Answer taken = mel.postText(ENV + "/import?format=age", file);
    assertThat(taken.status()).as(taken.body()).isEqualTo(422);
    assertThat(taken.text("/code")).isEqualTo("import_refused");
    assertThat(mel.get(ENV + "/secrets").json().findValuesAsText("key")).containsExactly("A");
  }

  @Test
  void staysReadableWhenTheOrgsKeyIsRotated() {
    String before = recipients(ada).get(0);
    assertThat(ada.post("keys/rotate", "").status()).isEqualTo(202);
    SERVER.world().carryRotationsThrough();
    assertThat(ada.get("keys").json().findValuesAsText("status"))
        .containsExactly("primary", "retired");
    assertThat(identities(mel.post("keys/team/identity", to(mine))))
        .extracting(each -> each.recipient().value())
        .containsExactly(before);
  }
}
