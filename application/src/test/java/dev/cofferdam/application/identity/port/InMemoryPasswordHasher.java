package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.identity.Password;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Salts and hashes, but fast, for tests that sign in many people. */
public final class InMemoryPasswordHasher implements PasswordHasher {
  private static final String START = "$fake$";

  private final PasswordHash decoy = new PasswordHash(START + UUID.randomUUID() + "$none");

  @Override
  public PasswordHash hash(Password password) {
    return hash(password, UUID.randomUUID().toString());
  }

  @Override
  public boolean matches(Password password, PasswordHash hash) {
    String[] parts = hash.phc().split("\\$", -1);
    return hash.phc().startsWith(START)
        && parts.length == 4
        && hash(password, parts[2]).equals(hash);
  }

  @Override
  public PasswordHash decoy() {
    return decoy;
  }

  private static PasswordHash hash(Password password, String salt) {
    byte[] salted = (salt + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return new PasswordHash(START + salt + "$" + UUID.nameUUIDFromBytes(salted));
  }
}
