package dev.cofferdam.domain.vault.dotenv;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.format.TextNotation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code .env} files that {@link DotenvReader}, node 20 ({@code --env-file}) and
 * python-dotenv 1.2 read back as the same values: a line for each secret in the map's order, quoted
 * where needed, ended by LF.
 */
public final class DotenvWriter implements TextNotation {
  private DotenvWriter() {}

  /**
   * The file's text. Many large values can make it longer than {@link
   * dev.cofferdam.domain.vault.format.SecretFile#MAX_BYTES}.
   *
   * @throws Refusal {@code not_representable} with each secret whose value is not UTF-8 text or has
   *     no notation that all three read alike
   */
  public static String write(Map<SecretName, SecretValue> secrets) {
    return TextNotation.write("dotenv", secrets, new DotenvWriter());
  }

  @Override
  public @Nullable String whyNone(String name, String text) {
    return Notation.whyNone(text);
  }

  @Override
  public String of(String name, String text) {
    return name + "=" + Notation.of(text);
  }
}
