package dev.cofferdam.application.runs.port;

final class InMemoryArchivesTest extends ArchivesContract {
  @Override
  protected Archives archives() {
    return new InMemoryArchives();
  }
}
