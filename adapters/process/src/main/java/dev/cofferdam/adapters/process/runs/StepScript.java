package dev.cofferdam.adapters.process.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.domain.vault.SecretValue;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a step's shell reads on its standard input: it sets the environment and becomes the command.
 * The environment takes this way for three reasons: it is bytes, and a JVM makes text of them; the
 * programs that take privileges away run before, so that no {@code LD_PRELOAD} of a run reaches
 * them; and it is in no argument list.
 */
final class StepScript {
  /** What a shell exports. Another name would not outlive the {@code /bin/sh} of the command. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What shells keep for themselves and refuse to set. */
  private static final Set<String> OF_THE_SHELL =
      Set.of("BASHOPTS", "BASH_VERSINFO", "EUID", "OPTIND", "PPID", "SHELLOPTS", "UID");

  private StepScript() {}

  static byte[] of(Map<String, SecretValue> environment, String command) {
    ByteArrayOutputStream script = new ByteArrayOutputStream();
    script.writeBytes(bytes("exec 2>&1\numask 022\nunset LC_ALL OLDPWD PATH\n"));
    environment.forEach(
        (name, value) -> {
          if (NAME.matcher(name).matches() && !OF_THE_SHELL.contains(name)) {
            script.writeBytes(bytes("export " + name + "="));
            quote(script, value.reveal());
            script.write('\n');
          }
        });
    script.writeBytes(bytes("exec /bin/sh -c "));
    quote(script, bytes(command));
    script.writeBytes(bytes(" </dev/null\n"));
    return script.toByteArray();
  }

  /** Between single quotes every byte stands for itself. */
  private static void quote(ByteArrayOutputStream script, byte[] bytes) {
    script.write('\'');
    for (byte b : bytes) {
      if (b == '\'') {
        script.writeBytes(bytes("'\\''"));
      } else {
        script.write(b);
      }
    }
    script.write('\'');
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
