package dev.cofferdam.domain.vault.shell;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.format.TextNotation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes scripts of <code>export NAME='value'</code> for {@code sh}, {@code bash} and {@code dash},
 * which can be sourced or given to {@code eval}. Nothing in a value is expanded or run: not while
 * the script is read, and, for the names in {@link ShellNames}, not later either.
 */
public final class ShellWriter implements TextNotation {
  private ShellWriter() {}

  /**
   * The script's text, an assignment for each secret in the map's order.
   *
   * @throws Refusal {@code not_representable} with each secret that has a NUL, is not UTF-8 text,
   *     or whose name means something of its own to a shell
   */
  public static String write(Map<SecretName, SecretValue> secrets) {
    return TextNotation.write("shell", secrets, new ShellWriter());
  }

  @Override
  public @Nullable String whyNone(String name, String text) {
    String why = ShellNames.whyNot(name, text);
    return why == null && text.indexOf('\0') >= 0 ? "contains a NUL character" : why;
  }

  @Override
  public String of(String name, String text) {
    return "export " + name + "='" + text.replace("'", "'\\''") + "'";
  }
}
