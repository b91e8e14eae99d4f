package dev.cofferdam.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.Receipt;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.RuntimeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A run that a test executes by hand. */
final class LiveRun {
  private final Client client;
  private final TestWorld world;
  private final OrgId org;
  private final RunId run;
  private long offset;

  private LiveRun(Client client, TestWorld world, OrgId org, RunId run) {
    this.client = client;
    this.world = world;
    this.org = org;
    this.run = run;
  }

  static LiveRun create(Client client) {
    Answer answer = client.post("pipelines", "{\"commands\":[\"make\"]}");
    LiveRun live =
        new LiveRun(
            client,
            client.server().world(),
            OrgId.parse(client.org()).orElseThrow(),
            RunId.parse(answer.text("/id")).orElseThrow());
    live.begin();
    return live;
  }

  Client client() {
    return client;
  }

  String id() {
    return run.toString();
  }

  private void begin() {
    InMemoryWorld storage = world.storage();
    storage
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              storage.runs().prepare(org, run, RuntimeKind.PROCESS);
              storage.runs().start(org, run, Instant.parse("2026-11-21T06:00:00Z"));
              return run;
            });
  }

  void print(String text) {
    print(text.getBytes(UTF_8));
  }

  void print(byte[] bytes) {
    printSilently(bytes);
    world.bell().ring(run);
  }

  /** Prints like a worker in another process: no bell rings here. */
  void printSilently(String text) {
    printSilently(text.getBytes(UTF_8));
  }

  private void printSilently(byte[] bytes) {
    InMemoryWorld storage = world.storage();
    boolean kept =
        storage
            .ledger()
            .append(
                Access.ofInstallation(org), () -> storage.runLog().append(org, run, offset, bytes));
    if (!kept) {
      throw new IllegalStateException("somebody else writes this log");
    }
    offset += bytes.length;
  }

  void printAfter(Duration pause, String text) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    print(text);
  }

  void end(int exitCode) {
    boolean failed = exitCode != 0;
    Ending ending =
        new Ending(
            failed ? RunStatus.FAILED : RunStatus.SUCCEEDED,
            failed ? Optional.of(FailureReason.COMMAND_FAILED) : Optional.empty(),
            Optional.empty(),
            OptionalInt.of(exitCode),
            OptionalInt.empty(),
            new Receipt(12_345, OptionalLong.of(678), OptionalLong.of(50L << 20)),
            List.of(new Ending.MaskedCount("API_KEY", "raw", 2)));
    InMemoryWorld storage = world.storage();
    storage
        .ledger()
        .change(
            Access.ofInstallation(org),
            change ->
                storage.runs().end(org, run, ending, Instant.parse("2026-11-21T06:00:12.345Z")));
    world.bell().ring(run);
  }
}
