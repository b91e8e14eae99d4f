package dev.cofferdam.domain.vault.format;

import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a JSON object (RFC 8259) that carries all bytes: a text for each value that is UTF-8, and
 * <code>{"encoding": "base64", "value": …}</code> for any other. All that is not printable is
 * escaped.
 */
public final class JsonWriter {
  private JsonWriter() {}

  /** The file's text, each secret in a line of its own in the map's order. */
  public static String write(Map<SecretName, SecretValue> secrets) {
    StringBuilder file = new StringBuilder("{");
    secrets.forEach(
        (name, value) -> {
          file.append(file.length() == 1 ? "\n  \"" : ",\n  \"").append(name).append("\": ");
          append(file, value);
        });
    return file.append(secrets.isEmpty() ? "}\n" : "\n}\n").toString();
  }

  private static void append(StringBuilder file, SecretValue value) {
    Optional<String> text = value.revealText();
    if (text.isPresent()) {
      Quoted.append(file, text.get());
    } else {
      file.append("{\"encoding\": \"base64\", \"value\": \"")
          .append(Base64.getEncoder().encodeToString(value.reveal()))
          .append("\"}");
    }
  }
}
