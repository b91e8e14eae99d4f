package dev.cofferdam.domain.vault.shell;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names that bash 5 or dash don't leave alone. An assignment to {@code OPTIND}, {@code RANDOM} and
 * others of bash's integers is evaluated as arithmetic, in which <code>a[$(…)]</code> runs a
 * command, single quotes or not.
 */
final class ShellNames {
  /** Computed, read-only, or evaluated when assigned (bash manual, "Bash Variables"). */
  private static final Set<String> COMPUTED =
      Set.of(
          "_",
          "DIRSTACK",
          "EPOCHREALTIME",
          "EPOCHSECONDS",
          "EUID",
          "FUNCNAME",
          "GROUPS",
          "HISTCMD",
          "LINENO",
          "OPTIND",
          "PIPESTATUS",
          "PPID",
          "RANDOM",
          "SECONDS",
          "SHELLOPTS",
          "SHLVL",
          "SRANDOM",
          "UID");

  /** Whose values a shell runs at its prompt, or while it traces. */
  private static final Set<String> RUN =
      Set.of("PROMPT_COMMAND", "PS0", "PS1", "PS2", "PS3", "PS4");

  private ShellNames() {}

  /** Why no script should set this; null when it may. */
  static @Nullable String whyNot(String name, String text) {
    // BASH_ENV is expanded when the next bash starts; nearly all others are computed.
    if (COMPUTED.contains(name) || name.startsWith("BASH")) {
      return "is a variable that bash or dash gives a meaning or a value of its own";
    }
    if (RUN.contains(name)) {
      return "is a variable whose value shells run";
    }
    boolean expands = text.indexOf('$') >= 0 || text.indexOf('`') >= 0;
    return name.equals("ENV") && expands
        ? "is a variable that the next shell expands, and contains $ or `"
        : null;
  }
}
