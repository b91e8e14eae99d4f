package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.access.Refusal;
import java.util.regex.Pattern;

/** The key of a secret, fit for an environment variable: {@code [A-Za-z_][A-Za-z0-9_]{0,254}}. */
public record SecretName(String value) implements Comparable<SecretName> {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

  public SecretName {
    if (!isValid(value)) {
      throw Refusal.invalid(
          "key", "must be 1 to 255 of A-Z, a-z, 0-9 and underscore, and not start with a digit");
    }
  }

  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }

  @Override
  public int compareTo(SecretName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
