package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was accepted survives the server's death, and a data folder has one server. */
@Tag("full")
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class KillNineTest {
  private static final int LINES = 60;

  @TempDir private Path dataDir;

  @Test
  void goesOnWithARunInTheMiddleOfItsOutput() throws Exception {
    Installation installation = Installation.in(dataDir, "process");
    Tenant ada;
    String run;
    try (ServerInAnotherJvm killed = ServerInAnotherJvm.start(installation)) {
      ada = Tenant.register(killed.url(), "ada@example.com");
      run =
          ada.run(
              Map.of(
                  "commands",
                  List.of(
                      "i=0; while [ $i -lt "
                          + LINES
                          + " ]; do i=$((i+1)); echo \"line $i.\";"
                          + " sleep 0.1; done",
                      "echo after")));
      awaitLine(ada, run, 10);
      killed.kill();
    }

    try (ServerInAnotherJvm server = ServerInAnotherJvm.start(installation)) {
      Tenant again = ada.at(server.url());

      JsonNode ended = again.ended(run);

      assertThat(ended.path("status").asText()).as("%s", ended).isEqualTo("succeeded");
      assertThat(lines(again, run)).containsExactlyElementsOf(expected());
      assertMeteredOnceAndVerified(again);
    }
  }

  @Test
  void executesWhatWasAcceptedAndNotBegun() throws Exception {
    Installation installation = Installation.in(dataDir, "process");
    Tenant ada;
    String run;
    try (ServerInAnotherJvm killed =
        ServerInAnotherJvm.start(installation.with("runs.embeddedWorker", "false"))) {
      ada = Tenant.register(killed.url(), "ada@example.com");
      run = ada.run(Map.of("commands", List.of("echo begun at last")));
      killed.kill();
    }

    try (ServerInAnotherJvm server = ServerInAnotherJvm.start(installation)) {
      Tenant again = ada.at(server.url());

      JsonNode ended = again.ended(run);

      assertThat(ended.path("status").asText()).as("%s", ended).isEqualTo("succeeded");
      assertThat(again.log(run).lines().filter("begun at last"::equals)).hasSize(1);
      assertMeteredOnceAndVerified(again);
    }
  }

  /** Four callers ask for one project after the other; whoever got no answer asks once more. */
  @Test
  void doesNothingTwiceForWhoGotNoAnswer() throws Exception {
    Installation installation = Installation.in(dataDir, "process");
    Set<String> asked = ConcurrentHashMap.newKeySet();
    Map<String, String> answered = new ConcurrentHashMap<>();
    Tenant ada;
    try (ServerInAnotherJvm killed = ServerInAnotherJvm.start(installation)) {
      ada = Tenant.register(killed.url(), "ada@example.com");
      String url = killed.url();
      Tenant caller = ada;
      AtomicInteger names = new AtomicInteger();
      List<Thread> callers =
          Stream.generate(
                  () -> new Thread(() -> createUntilItEnds(url, caller, names, asked, answered)))
              .limit(4)
              .toList();
      callers.forEach(Thread::start);
      while (answered.size() < 40) {
        Thread.sleep(1);
      }
      killed.kill();
      for (Thread one : callers) {
        one.join();
      }
    }
    assertThat(asked).as("some got no answer").hasSizeGreaterThan(answered.size());

    try (ServerInAnotherJvm server = ServerInAnotherJvm.start(installation)) {
      for (String name : asked) {
        String project = create(server.url(), ada, name);
        assertThat(answered.getOrDefault(name, project)).as(name).isEqualTo(project);
        answered.put(name, project);
      }
      assertThat(Set.copyOf(answered.values())).hasSize(asked.size());
      JsonNode listed = ada.at(server.url()).api().get(ada.path("projects?limit=100"));
      assertThat(listed.path("items")).hasSize(asked.size());
    }
  }

  private static void createUntilItEnds(
      String url,
      Tenant tenant,
      AtomicInteger names,
      Set<String> asked,
      Map<String, String> answered) {
    while (true) {
      String name = "project-" + names.incrementAndGet();
      asked.add(name);
      try {
        answered.put(name, create(url, tenant, name));
      } catch (IOException killed) {
        return;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Under the name as the idempotency key; returns the project's id. */
  private static String create(String url, Tenant tenant, String name)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + tenant.path("projects")))
                    .header("Authorization", "Bearer " + tenant.token())
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", name)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\"}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new ObjectMapper().readTree(answer.body()).path("id").asText();
  }

  @Test
  void letsNoSecondServerOntoADataFolder() throws Exception {
    Installation installation = Installation.in(dataDir, "process");
    try (ServerInAnotherJvm first = ServerInAnotherJvm.start(installation)) {
      String url = first.url();

      try (ServerInAnotherJvm second = ServerInAnotherJvm.start(installation)) {
        assertThat(second.lastWords())
            .contains("process " + first.pid())
            .doesNotContain("\tat dev.cofferdam");
        assertThat(second.exitCode()).isEqualTo(1);
      }

      Tenant.register(url, "still.here@example.com");
    }
  }

  private static void awaitLine(Tenant tenant, String run, int line) throws Exception {
    while (!tenant.log(run).contains("line " + line + ".")) {
      Thread.sleep(50);
    }
  }

  private static List<String> lines(Tenant tenant, String run) throws Exception {
    return tenant
        .log(run)
        .lines()
        .filter(line -> line.startsWith("line ") || line.equals("after"))
        .toList();
  }

  private static List<String> expected() {
    return Stream.concat(
            IntStream.rangeClosed(1, LINES).mapToObj(i -> "line " + i + "."), Stream.of("after"))
        .toList();
  }

  private static void assertMeteredOnceAndVerified(Tenant tenant) throws Exception {
    JsonNode usage = tenant.api().get(tenant.path("usage"));
    assertThat(usage.path("metrics").path("runs").path("used").asInt()).isEqualTo(1);
    JsonNode verified = tenant.api().get(tenant.path("audit/verify"));
    assertThat(verified.path("ok").asBoolean()).as("%s", verified).isTrue();
  }
}
