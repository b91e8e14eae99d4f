package dev.cofferdam.application.needs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A program that tests hold our files against. Looked for in {@code tools/bin} of the folder that
 * {@code .ci/servers install} fills ({@code COFFERDAM_CI_DIR}), then on the path.
 */
public enum Tool {
  SH("sh"),
  BASH("bash"),
  DASH("dash"),
  /** One that knows {@code --env-file}: 20.6 or newer. */
  NODE("node"),
  PYTHON_DOTENV("python3"),
  /** What {@code .ci/compose-env} makes of docker compose's reader. */
  COMPOSE_ENV("compose-env"),
  /** The command; whether an engine answers says {@link NeedsDocker}. */
  DOCKER_CLI("docker"),
  AGE("age");

  private final String program;

  Tool(String program) {
    this.program = program;
  }

  /** Arguments with which it does nothing, and well. */
  private List<String> probe() {
    return switch (this) {
      case SH, BASH, DASH -> List.of("-c", "exit 0");
      case NODE -> List.of("--env-file=/dev/null", "-e", "0");
      case PYTHON_DOTENV -> List.of("-c", "import dotenv");
      case COMPOSE_ENV, DOCKER_CLI, AGE -> List.of("--version");
    };
  }

  /** The program and these arguments. */
  public List<String> command(String... arguments) {
    return commandOf(List.of(arguments));
  }

  /** Why the tool can't be used here, or the empty string where it can. */
  String missing() {
    try {
      Process process =
          new ProcessBuilder(commandOf(probe()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return this + " does not answer";
      }
      return process.exitValue() == 0
          ? ""
          : program + " is here, but fails for " + String.join(" ", probe());
    } catch (IOException e) {
      return program + " is not here";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private List<String> commandOf(List<String> arguments) {
    Path ours = tools().resolve(program);
    List<String> command = new ArrayList<>();
    command.add(Files.isExecutable(ours) ? ours.toString() : program);
    command.addAll(arguments);
    return command;
  }

  private static Path tools() {
    String home = System.getProperty("user.home");
    String dir = System.getenv().getOrDefault("COFFERDAM_CI_DIR", home + "/.cache/cofferdam-ci");
    return Path.of(dir, "tools", "bin");
  }

  /** As {@code COFFERDAM_TESTS_REQUIRE} names it: {@code python-dotenv}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
