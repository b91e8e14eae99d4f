package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.UploadId;
import dev.cofferdam.domain.vault.SecretName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Commands to execute on a fresh machine, and what they get.
 *
 * @param commands 1 to 100, each 1 byte to 64 KiB of text without NUL
 * @param image a container image's reference; the installation's own where empty
 * @param variables up to 200 environment variables that are not secret; 128 KiB in all as a process
 *     gets them, {@code NAME=value} and a NUL
 * @param timeout for all commands together, 1 second to 6 hours
 * @param artifacts which files are kept when the commands are over, up to 32 patterns
 * @param upload whose files are put into the workspace first; not with a repository
 */
public record Pipeline(
    Optional<CloneSpec> repository,
    List<String> commands,
    Optional<String> image,
    Map<String, String> variables,
    Duration timeout,
    Resources resources,
    NetworkMode network,
    List<ArtifactPattern> artifacts,
    Optional<UploadId> upload) {
  private static final int MAX_COMMANDS = 100;
  private static final int MAX_COMMAND_BYTES = 65_536;
  private static final int MAX_VARIABLES = 200;
  private static final int MAX_VARIABLE_BYTES = 131_072;
  private static final Duration MAX_TIMEOUT = Duration.ofHours(6);

  public Pipeline {
    commands = List.copyOf(commands);
    variables = Map.copyOf(variables);
    artifacts = List.copyOf(artifacts);
    requireCommands(commands);
    requireVariables(variables);
    image.ifPresent(ImageReference::new);
    if (upload.isPresent() && repository.isPresent()) {
      throw Refusal.invalid("upload_id", "can't go with a repository");
    }
    if (artifacts.size() > ArtifactPattern.MOST) {
      throw Refusal.invalid("artifacts", "must be at most " + ArtifactPattern.MOST + " patterns");
    }
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw Refusal.invalid("timeout_s", "must be from 1 to " + MAX_TIMEOUT.toSeconds());
    }
  }

  private static void requireCommands(List<String> commands) {
    if (commands.isEmpty() || commands.size() > MAX_COMMANDS) {
      throw Refusal.invalid("commands", "must be 1 to " + MAX_COMMANDS + " commands");
    }
    for (int i = 0; i < commands.size(); i++) {
      String command = commands.get(i);
      String field = "commands[" + i + "]";
      if (command.isBlank()) {
        throw Refusal.invalid(field, "must not be empty");
      }
      if (command.getBytes(StandardCharsets.UTF_8).length > MAX_COMMAND_BYTES) {
        throw Refusal.invalid(field, "is longer than " + MAX_COMMAND_BYTES + " bytes");
      }
      if (!isPlainText(command)) {
        throw Refusal.invalid(field, "must be text without NUL");
      }
    }
  }

  private static void requireVariables(Map<String, String> variables) {
    if (variables.size() > MAX_VARIABLES) {
      throw Refusal.invalid("variables", "must be at most " + MAX_VARIABLES);
    }
    int bytes = 0;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (!SecretName.isValid(variable.getKey())) {
        throw Refusal.invalid(
            "variables",
            "must have names of A-Z, a-z, 0-9 and underscore, not starting with a digit");
      }
      String field = "variables." + variable.getKey();
      if (!isPlainText(variable.getValue())) {
        throw Refusal.invalid(field, "must be text without NUL");
      }
      bytes += variable.getKey().length() + 1;
      bytes += variable.getValue().getBytes(StandardCharsets.UTF_8).length + 1;
    }
    if (bytes > MAX_VARIABLE_BYTES) {
      throw Refusal.invalid("variables", "are longer than " + MAX_VARIABLE_BYTES + " bytes in all");
    }
  }

  /** Neither NUL nor half of a surrogate pair: what can be given to a process as it is. */
  private static boolean isPlainText(String text) {
    return text.indexOf('\0') < 0
        && text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
