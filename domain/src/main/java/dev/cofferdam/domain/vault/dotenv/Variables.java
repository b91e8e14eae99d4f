package dev.cofferdam.domain.vault.dotenv;

import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.format.SecretFile;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a file has assigned so far, for the values that refer back to it. */
final class Variables {
  private final Map<String, String> values = new HashMap<>();

  /** How many characters may still be put in place of variables: without end a few lines do it. */
  private int room = SecretFile.MAX_BYTES;

  void assign(String name, String value) {
    values.put(name, value);
  }

  Expansion expansion() {
    return new Expansion();
  }

  /** A value that is being put together. Once it has a fault, nothing more is added. */
  final class Expansion {
    private final StringBuilder text = new StringBuilder();
    private @Nullable String fault;

    void literal(String from, int start, int end) {
      if (fault == null) {
        text.append(from, start, end);
      }
    }

    void variable(String name) {
      String value = values.get(name);
      if (value == null) {
        fail("a variable that is not set further up in this file");
        return;
      }
      room -= value.length();
      if (room < 0) {
        fail("variables that come to over " + SecretFile.MAX_BYTES + " characters in this file");
      } else if (text.length() + value.length() > SecretValue.MAX_BYTES) {
        fail("a value over the limit of " + SecretValue.MAX_BYTES + " bytes");
      } else {
        literal(value, 0, value.length());
      }
    }

    void fail(String reason) {
      if (fault == null) {
        fault = reason;
      }
    }

    boolean isFaulty() {
      return fault != null;
    }

    /**
     * @param at where the value starts
     * @param end where the next statement starts
     */
    ValueText value(int at, int end) {
      return fault == null
          ? ValueText.of(at, text.toString(), end)
          : ValueText.faulty(at, end, at, fault);
    }
  }
}
