package dev.cofferdam.domain.vault.dotenv;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Refusal.FieldError;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes {@code .env} files that {@link DotenvReader}, node 20 ({@code --env-file}) and
 * python-dotenv 1.2 read back as the same values: a line for each secret in the map's order, quoted
 * where needed, ended by LF.
 */
public final class DotenvWriter {
  private DotenvWriter() {}

  /**
   * The file's text. Many large values can make it longer than {@link DotenvReader#MAX_FILE_BYTES}.
   *
   * @throws Refusal {@code not_representable} for the first secret whose name is not a {@link
   *     SecretName}, or whose value is not UTF-8 text or has no notation that all three read alike
   */
  public static String write(Map<String, SecretValue> secrets) {
    StringBuilder file = new StringBuilder();
    secrets.forEach((name, value) -> file.append(line(name, value)));
    return file.toString();
  }

  private static String line(String name, SecretValue value) {
    if (!SecretName.isValid(name)) {
      throw notRepresentable(name, "is not a valid name");
    }
    Optional<String> text = value.revealText();
    if (text.isEmpty()) {
      throw notRepresentable(name, "is not UTF-8 text");
    }
    String why = Notation.whyNone(text.get());
    if (why != null) {
      throw notRepresentable(name, why);
    }
    return name + "=" + Notation.of(text.get()) + "\n";
  }

  private static Refusal notRepresentable(String name, String why) {
    return new Refusal(
        Refusal.Kind.INVALID,
        "not_representable",
        name + " can't be written as dotenv",
        List.of(new FieldError(name, why)));
  }
}
