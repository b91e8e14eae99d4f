package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.access.Refusal;
import java.util.regex.Pattern;

/**
 * Where an object lies: one or more names of {@code [a-z0-9._-]}, up to 200 characters each,
 * separated by slashes; 512 characters in all, and nowhere two dots in a row. A key may be the
 * beginning of another: {@code a} and {@code a/b} are two objects.
 */
public record ObjectKey(String value) {
  private static final int MAX_LENGTH = 512;
  private static final Pattern SHAPE =
      Pattern.compile("[a-z0-9._-]{1,200}(/[a-z0-9._-]{1,200}){0,255}");
  private static final Pattern DOTS = Pattern.compile("\\.\\.|(^|/)\\.(/|$)");

  public ObjectKey {
    if (value.length() > MAX_LENGTH
        || !SHAPE.matcher(value).matches()
        || DOTS.matcher(value).find()) {
      throw Refusal.invalid("key", "must be names of a-z, 0-9, dot, underscore and hyphen");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
