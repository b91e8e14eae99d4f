package dev.cofferdam.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.runs.port.ArchivesContract;
import dev.cofferdam.application.runs.port.Digests;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives for pipelines, and runs that are repeated. */
class UploadRoutesTest {
  private static final byte[] ARCHIVE = ArchivesContract.zip("a", "one", "b/c", "two");

  private static TestServer server;
  private static Client ada;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    ada = server.newcomer("Ada");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer upload(Client client, byte[] bytes, String... headers) {
    HttpRequest.Builder request =
        client.request("uploads").header("Content-Type", "application/zip");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return server.send(request.POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
  }

  @Test
  void takesAnArchive() {
    Answer answer = upload(ada, ARCHIVE);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(answer.text("/size")).isEqualTo(Integer.toString(ARCHIVE.length));
    assertThat(answer.text("/sha256")).isEqualTo(Digests.sha256(ARCHIVE));
    assertThat(answer.text("/format")).isEqualTo("zip");
    assertThat(answer.text("/files")).isEqualTo("2");
    assertThat(answer.text("/expires_at")).isGreaterThan(answer.text("/created_at"));

    Answer run =
        ada.post(
            "pipelines", "{\"commands\":[\"make\"],\"upload_id\":\"" + answer.text("/id") + "\"}");
    assertThat(run.status()).isEqualTo(201);
    assertThat(run.text("/pipeline/upload_id")).isEqualTo(answer.text("/id"));
  }

  @Test
  void answersTheSameOnceMore() {
    Answer first = upload(ada, ARCHIVE, "Idempotency-Key", "one");
    Answer again = upload(ada, ARCHIVE, "Idempotency-Key", "one");
    assertThat(again.text("/id")).isEqualTo(first.text("/id"));
    assertThat(again.header("Idempotency-Replayed")).contains("true");
    Answer other = upload(ada, ArchivesContract.zip("x", "y"), "Idempotency-Key", "one");
    assertThat(other.text("/code")).isEqualTo("idempotency_key_reused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "PK", "{}"})
  void refusesWhatIsNoArchive(String body) {
    Answer answer = upload(ada, body.getBytes(UTF_8));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo("body");
  }

  @Test
  void refusesNamesThatLeadOutAndTellsWhich() {
    Answer answer = upload(ada, ArchivesContract.zip("../../x", "y"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/errors/0/message")).contains("../../x");
  }

  @Test
  void refusesMoreThanTheLimitAndOtherTypes() {
    assertThat(upload(ada, new byte[(10 << 20) + 1]).status()).isEqualTo(413);
    Answer text = ada.postText("uploads", "hello");
    assertThat(text.status()).isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'upload_id':'x' | 400 | invalid_field",
        "'upload_id':'01a1fcbb-2b29-7618-9df0-f565df4880bd' | 404 | upload_not_found",
        "'upload_id':'%s','repo_url':'https://example.org/x.git' | 400 | invalid_field",
        "'upload_id':5 | 400 | wrong_type"
      })
  void refusesPipelinesThatCanNotHaveIt(String field, int status, String code) {
    String id = upload(ada, ARCHIVE).text("/id");
    String body = "{\"commands\":[\"make\"]," + field.replace('\'', '"').formatted(id) + "}";
    Answer answer = ada.post("pipelines", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.text("/code")).isEqualTo(code);
  }

  @Test
  void isNobodyElses() {
    String id = upload(ada, ARCHIVE).text("/id");
    Client eve = server.newcomer("Eve");
    Answer answer = eve.post("pipelines", "{\"commands\":[\"make\"],\"upload_id\":\"" + id + "\"}");
    assertThat(answer.text("/code")).isEqualTo("upload_not_found");
  }

  @Test
  void repeatsARunThatHasEnded() {
    LiveRun run = LiveRun.create(ada);
    Answer early = ada.post("pipelines/" + run.id() + "/retry", "");
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.text("/code")).isEqualTo("run_not_ended");
    run.end(1);
    Answer again = ada.post("pipelines/" + run.id() + "/retry", "", "Idempotency-Key", "again");
    assertThat(again.status()).as(again.toString()).isEqualTo(201);
    assertThat(again.text("/retry_of")).isEqualTo(run.id());
    assertThat(again.text("/status")).isEqualTo("queued");
    assertThat(again.text("/pipeline/commands/0")).isEqualTo("make");
    Answer replayed = ada.post("pipelines/" + run.id() + "/retry", "", "Idempotency-Key", "again");
    assertThat(replayed.text("/id")).isEqualTo(again.text("/id"));
  }
}
