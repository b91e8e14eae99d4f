package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.InMemoryPasswordHasher;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.PasswordHasher;
import dev.cofferdam.domain.identity.Password;
import java.util.ArrayList;
import java.util.List;

/** Remembers against what it was asked to check. */
final class CountingHasher implements PasswordHasher {
  private final PasswordHasher hasher = new InMemoryPasswordHasher();
  private final List<PasswordHash> checked = new ArrayList<>();

  @Override
  public PasswordHash hash(Password password) {
    return hasher.hash(password);
  }

  @Override
  public boolean matches(Password password, PasswordHash hash) {
    checked.add(hash);
    return hasher.matches(password, hash);
  }

  @Override
  public PasswordHash decoy() {
    return hasher.decoy();
  }

  List<PasswordHash> checked() {
    return List.copyOf(checked);
  }
}
