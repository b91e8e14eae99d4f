package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
