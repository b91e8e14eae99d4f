package dev.cofferdam.adapters.postgres.embedded;

import dev.cofferdam.adapters.postgres.DatabaseUnusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs as this user; as root, who they refuse, in a user namespace. */
final class PostgresPrograms {
  private static final int STEP_SECONDS = 120;

  private final Path bin;
  private final List<String> prefix;

  private PostgresPrograms(Path bin, List<String> prefix) {
    this.bin = bin;
    this.prefix = List.copyOf(prefix);
  }

  /**
   * @param home the folder that has {@code bin}
   * @throws DatabaseUnusable when this is root and user namespaces are not allowed
   */
  static PostgresPrograms in(Path home, boolean root) throws IOException, InterruptedException {
    List<String> prefix = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      // A group of its own: Ctrl-C in the terminal must not end the database before the server.
      prefix.add("/usr/bin/setsid");
    }
    if (root) {
      prefix.addAll(List.of("unshare", "-U"));
      requireNamespaces();
    }
    return new PostgresPrograms(home.resolve("bin"), prefix);
  }

  private static void requireNamespaces() throws IOException, InterruptedException {
    boolean allowed;
    try {
      Process probe = new ProcessBuilder("unshare", "-U", "true").start();
      allowed = probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException noUnshare) {
      allowed = false;
    }
    if (!allowed) {
      throw new DatabaseUnusable(
          "PostgreSQL does not run as root, and this machine allows root no user namespace to run"
              + " it in. Start the server as another user, or set DATABASE_URL.");
    }
  }

  /** Runs a program to its end, with {@code input} on its standard input. */
  void run(String program, List<String> arguments, String input)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("cofferdam-postgres", ".log");
    try {
      Process process =
          command(program, arguments)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      if (!process.waitFor(STEP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new DatabaseUnusable(program + " did not end within " + STEP_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new DatabaseUnusable(
            program + " failed: " + Files.readString(output).strip().lines().toList());
      }
    } finally {
      Files.delete(output);
    }
  }

  /** Starts a program that stays; what it prints goes behind what is in {@code log}. */
  Process start(String program, List<String> arguments, Path log) throws IOException {
    return command(program, arguments)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .start();
  }

  private ProcessBuilder command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(bin.resolve(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    // Nothing of this process's settings, keys among them, is the database's business.
    builder.environment().keySet().retainAll(List.of("PATH"));
    return builder;
  }

  /** Sends a signal by its name, such as {@code INT}. */
  static void signal(long pid, String name) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
