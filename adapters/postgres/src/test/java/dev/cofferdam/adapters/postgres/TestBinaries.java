package dev.cofferdam.adapters.postgres;

import java.nio.file.Path;

/**
 * Where the tests of one system user keep PostgreSQL's unpacked programs, from one build to the
 * next.
 */
public final class TestBinaries {
  private TestBinaries() {}

  public static Path folder() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "cofferdam-test-postgres-" + System.getProperty("user.name"));
  }
}
