package dev.cofferdam.application.identity.port;

/** A hashed password in PHC string format ({@code $argon2id$…}). Prints as {@code [REDACTED]}. */
public record PasswordHash(String phc) {
  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
