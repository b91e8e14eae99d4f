package dev.cofferdam.domain.vault.format;

import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a YAML mapping that carries all bytes, and that readers of YAML 1.1 and 1.2 take alike:
 * names and values in double quotes, so that none is taken for a number or a truth, and {@code
 * !!binary} for what is not UTF-8. All that is not printable is escaped.
 */
public final class YamlWriter {
  private YamlWriter() {}

  /** The file's text, each secret in a line of its own in the map's order. */
  public static String write(Map<SecretName, SecretValue> secrets) {
    StringBuilder file = new StringBuilder(secrets.isEmpty() ? "{}\n" : "");
    secrets.forEach(
        (name, value) -> {
          file.append('"').append(name).append("\": ");
          append(file, value);
          file.append('\n');
        });
    return file.toString();
  }

  private static void append(StringBuilder file, SecretValue value) {
    Optional<String> text = value.revealText();
    if (text.isPresent()) {
      Quoted.append(file, text.get());
    } else {
      file.append("!!binary \"")
          .append(Base64.getEncoder().encodeToString(value.reveal()))
          .append('"');
    }
  }
}
