package dev.cofferdam.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.app.RunningServer;
import dev.cofferdam.app.server.Installation;
import dev.cofferdam.app.server.Tenant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What should not be run: refused with the field's name, or a run that failed with a reason. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class HostilePipelineTest {
  @TempDir private static Path dataDir;

  private static RunningServer server;
  private static String url;
  private static Tenant ada;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    server = Installation.in(dataDir, "process").startHere();
    url = "http://127.0.0.1:" + server.port();
    ada = Tenant.register(url, "ada@example.com");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | commands",
        "{'commands':[]} | commands",
        "{'commands':null} | commands",
        "{'commands':'ls'} | commands",
        "{'commands':[null]} | commands[0]",
        "{'commands':[1]} | commands[0]",
        "{'commands':['ls','  ']} | commands[1]",
        "{'commands':[['ls']]} | commands[0]",
        "{'commands':['a\\u0000b']} | commands[0]",
        "{'commands':['\\ud800']} | commands[0]",
        "{'commands':['ls'],'comands':['ls']} | comands",
        "{'commands':['ls'],'image':'-v /:/host'} | image",
        "{'commands':['ls'],'image':7} | image",
        "{'commands':['ls'],'image':'127.0.0.1:8081/x:1'} | image",
        "{'commands':['ls'],'image':'169.254.169.254/x'} | image",
        "{'commands':['ls'],'image':'localhost/x'} | image",
        "{'commands':['ls'],'image':'registry.internal:5000/x'} | image",
        "{'commands':['ls'],'timeout_s':0} | timeout_s",
        "{'commands':['ls'],'timeout_s':-1} | timeout_s",
        "{'commands':['ls'],'timeout_s':1e99} | timeout_s",
        "{'commands':['ls'],'timeout_s':'1'} | timeout_s",
        "{'commands':['ls'],'network':'host'} | network",
        "{'commands':['ls'],'network':'open'} | network",
        "{'commands':['ls'],'resources':{'cpus':-1}} | resources.cpus",
        "{'commands':['ls'],'resources':{'memory_mb':99999999}} | resources.memory_mb",
        "{'commands':['ls'],'resources':{'disks':1}} | resources.disks",
        "{'commands':['ls'],'variables':{'A=B':'1'}} | variables",
        "{'commands':['ls'],'variables':{'A':1}} | variables.A",
        "{'commands':['ls'],'project':'shop'} | environment",
        "{'commands':['ls'],'environment':'dev'} | project",
        "{'commands':['ls'],'project':'../../etc','environment':'dev'} | project",
        "{'commands':['ls'],'branch':'main'} | repo_url",
        "{'commands':['ls'],'repo_url':'https://a.example/b','branch':'--upload-pack=x'} | branch",
        "{'commands':['ls'],'repo_url':'https://a.example/b','ref':'-h'} | ref",
        "{'commands':['ls'],'repo_url':'https://a.example/b','commit':'HEAD'} | commit"
      })
  void isRefusedByName(String body, String field) throws Exception {
    HttpResponse<String> answer = post(json(body));

    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
    assertProblem(answer, field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ext::sh -c id",
        "-h",
        "--upload-pack=id",
        "file:///etc",
        "/etc",
        "git://a.example/b",
        "ssh://git@a.example/b",
        "git@a.example:b",
        "http://169.254.169.254/",
        "http://a.example/b",
        "https://u:p@a.example/b",
        "https://",
        "https:///b",
        "https://a.example",
        "https://a.example/b?c",
        "https://a.example/b#c",
        "https://a.example:99999/b",
        "https://a.example/b c",
        "https://2130706433/b",
        "https://0x7f.1/\n",
        ""
      })
  void refusesARepositoryThatIsNoneByName(String repository) throws Exception {
    String body =
        new ObjectMapper()
            .writeValueAsString(Map.of("commands", List.of("ls"), "repo_url", repository));

    HttpResponse<String> answer = post(body.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertProblem(answer, "repo_url");
  }

  /** Well-formed, and nothing that a clone may reach. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost/a/b", "https://127.0.0.1/a/b",
            "https://169.254.169.254/latest/meta-data",
        "https://[::1]/a/b", "https://[::ffff:127.0.0.1]/a/b", "https://10.0.0.1/a/b",
        "https://nowhere.invalid/a/b"
      })
  void failsARunWhoseRepositoryCantBeReached(String repository) throws Exception {
    JsonNode run =
        ada.ended(ada.run(Map.of("commands", List.of("echo reached"), "repo_url", repository)));

    assertThat(run.path("status").asText()).as("%s", run).isEqualTo("failed");
    assertThat(run.path("failure_reason").asText()).isEqualTo("clone_failed");
    assertThat(run.path("failure_detail").asText()).isNotBlank();
    assertThat(run.path("steps"))
        .noneMatch(step -> step.path("status").asText().equals("succeeded"));
  }

  @Test
  void failsARunWhoseCommandIsNotFound() throws Exception {
    JsonNode run =
        ada.ended(ada.run(Map.of("commands", List.of("no-such-command --now", "echo after"))));

    assertThat(run.path("status").asText()).as("%s", run).isEqualTo("failed");
    assertThat(run.path("failure_reason").asText()).isEqualTo("command_not_found");
    assertThat(run.path("exit_code").asInt()).isEqualTo(127);
    assertThat(ada.log(run.path("id").asText()).lines()).doesNotContain("after");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "7",
        "{\"commands\":[\"ls\"]}x",
        "{'commands':1}",
        "{\"commands\":[\"ls\"],\"commands\":[\"ls\"]}"
      })
  void refusesWhatIsNoJsonObject(String body) throws Exception {
    HttpResponse<String> answer = post(body.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void refusesBadUtf8TooDeepAndTooLong() throws Exception {
    byte[] bad = json("{'commands':['?']}");
    bad[14] = (byte) 0xff;
    byte[] deep = "[".repeat(5_000).getBytes(StandardCharsets.US_ASCII);
    byte[] command = json("{'commands':['" + "x".repeat(65_537) + "']}");

    assertThat(post(bad).statusCode()).isEqualTo(400);
    assertThat(post(deep).statusCode()).isBetween(400, 422);
    assertProblem(post(command), "commands[0]");
    assertThat(answerToAnnouncing(20_000_000)).startsWith("HTTP/1.1 413 ");
  }

  /** The status line; without the body, which a client may fail to send after it was refused. */
  private static String answerToAnnouncing(int length) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String head =
          "POST %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
                  .formatted(ada.path("pipelines"), ada.token())
              + "Content-Length: %d\r\n\r\n".formatted(length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  /** Nothing half-written: what was refused is neither listed nor metered. */
  @Test
  void leavesNothingBehind() throws Exception {
    Tenant eve = Tenant.register(url, "eve@example.com");
    for (String body : List.of("{'commands':[]}", "{'commands':['ls'],'repo_url':'file:///etc'}")) {
      post(eve, json(body));
    }

    assertThat(eve.api().get(eve.path("pipelines")).path("items")).isEmpty();
    assertThat(eve.api().get(eve.path("usage")).path("metrics").path("runs").path("used").asInt())
        .isZero();
  }

  private static void assertProblem(HttpResponse<String> answer, String field) throws Exception {
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.path("errors"))
        .as(answer.body())
        .extracting(error -> error.path("field").asText())
        .containsExactly(field);
    assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private HttpResponse<String> post(byte[] body) throws Exception {
    return post(ada, body);
  }

  private HttpResponse<String> post(Tenant tenant, byte[] body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + tenant.path("pipelines")))
            .header("Authorization", "Bearer " + tenant.token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
