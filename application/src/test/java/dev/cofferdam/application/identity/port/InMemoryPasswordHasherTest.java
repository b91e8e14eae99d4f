package dev.cofferdam.application.identity.port;

final class InMemoryPasswordHasherTest extends PasswordHasherContract {
  @Override
  protected PasswordHasher newHasher() {
    return new InMemoryPasswordHasher();
  }
}
