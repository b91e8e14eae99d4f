package dev.cofferdam.adapters.postgres.embedded;

import dev.cofferdam.adapters.postgres.TestBinaries;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** An embedded server in a process of its own, to be killed. */
final class ServerInAnotherJvm implements AutoCloseable {
  private final Process jvm;
  private final String firstLine;

  private ServerInAnotherJvm(Process jvm, String firstLine) {
    this.jvm = jvm;
    this.firstLine = firstLine;
  }

  /** Prints the process id of PostgreSQL, and stays; or why it does not start, and ends. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      EmbeddedPostgresServer server = EmbeddedPostgresServer.start(durable(Path.of(arguments[0])));
      System.out.println(server.pid());
      Thread.sleep(Duration.ofMinutes(5).toMillis());
    } catch (RuntimeException refused) {
      System.out.println(refused.getMessage());
    }
  }

  static EmbeddedPostgresSettings durable(Path dataDir) {
    return new EmbeddedPostgresSettings(dataDir, TestBinaries.folder(), true, Duration.ZERO);
  }

  static ServerInAnotherJvm start(Path dataDir) throws IOException {
    Process jvm =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ServerInAnotherJvm.class.getName(),
                dataDir.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
    return new ServerInAnotherJvm(jvm, String.valueOf(output.readLine()));
  }

  /** What it printed first. */
  String said() {
    return firstLine;
  }

  ProcessHandle postgres() {
    return ProcessHandle.of(Long.parseLong(firstLine)).orElseThrow();
  }

  long pid() {
    return jvm.pid();
  }

  void kill() {
    jvm.destroyForcibly().onExit().join();
  }

  /** Asks it to end, as a service manager does. */
  void terminate() {
    jvm.destroy();
    jvm.onExit().join();
  }

  @Override
  public void close() {
    terminate();
  }
}
