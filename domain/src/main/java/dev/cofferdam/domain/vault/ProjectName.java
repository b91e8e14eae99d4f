package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.access.Refusal;
import java.util.regex.Pattern;

/** The name of a project: {@code [a-z0-9][a-z0-9._-]{0,62}}. */
public record ProjectName(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  public ProjectName {
    if (!SHAPE.matcher(value).matches()) {
      throw Refusal.invalid(
          "project",
          "must be 1 to 63 of a-z, 0-9, dot, hyphen and underscore, and start with a letter or digit");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
