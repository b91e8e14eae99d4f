package dev.cofferdam.domain.vault.docker;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.format.TextNotation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes files for {@code docker run --env-file}, which takes each line as {@code NAME=value} and
 * knows neither quotes nor escapes.
 */
public final class DockerWriter implements TextNotation {
  private DockerWriter() {}

  /**
   * The file's text, a line for each secret in the map's order.
   *
   * @throws Refusal {@code not_representable} with each secret that no such line carries
   */
  public static String write(Map<SecretName, SecretValue> secrets) {
    return TextNotation.write("docker", secrets, new DockerWriter());
  }

  @Override
  public @Nullable String whyNone(String name, String text) {
    if (text.indexOf('\0') >= 0) {
      return "contains a NUL character";
    }
    if (text.indexOf('\n') >= 0) {
      return "contains a line break, for which there is no notation";
    }
    if (text.endsWith("\r")) {
      return "ends with a carriage return, which docker drops";
    }
    return DockerLine.isTooLong(of(name, text))
        ? "makes a line of over " + DockerLine.MAX_BYTES + " bytes, which docker does not read"
        : null;
  }

  @Override
  public String of(String name, String text) {
    return name + "=" + text;
  }
}
