package dev.cofferdam.application.vault.port;

final class InMemoryAgeFilesTest extends AgeFilesContract {
  @Override
  protected AgeFiles files() {
    return new InMemoryAgeFiles();
  }
}
