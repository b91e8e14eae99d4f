package dev.cofferdam.application.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.needs.Tool;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program that reads a file and prints the variables that it found, with a NUL behind each. */
final class Program {
  static final String FILE = "secrets";

  private final Tool tool;
  private final String[] arguments;

  Program(Tool tool, String... arguments) {
    this.tool = tool;
    this.arguments = arguments;
  }

  /** Those of the named variables that the program has; it must not have made any file. */
  Map<SecretName, SecretValue> read(Path folder, String file, Set<SecretName> names)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve(FILE), file);
    Path out = Files.createTempFile("cofferdam", ".out");
    Path err = Files.createTempFile("cofferdam", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(tool.command(arguments))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> kept = new HashMap<>(builder.environment());
    kept.keySet().retainAll(Set.of("PATH", "DOCKER_HOST", "HOME"));
    builder.environment().clear();
    builder.environment().putAll(kept);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    try (Stream<Path> made = Files.list(folder)) {
      assertThat(made).containsExactly(folder.resolve(FILE));
    }
    return variables(Files.readString(out, UTF_8), names);
  }

  private static Map<SecretName, SecretValue> variables(String printed, Set<SecretName> names) {
    Set<String> wanted = names.stream().map(SecretName::value).collect(Collectors.toSet());
    Map<SecretName, SecretValue> found = new LinkedHashMap<>();
    for (String variable : printed.split("\0", -1)) {
      int equals = variable.indexOf('=');
      if (equals > 0 && wanted.contains(variable.substring(0, equals))) {
        found.put(
            new SecretName(variable.substring(0, equals)),
            SecretValue.ofText(variable.substring(equals + 1)));
      }
    }
    return found;
  }
}
