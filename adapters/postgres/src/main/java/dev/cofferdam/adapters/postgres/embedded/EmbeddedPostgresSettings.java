package dev.cofferdam.adapters.postgres.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the embedded server is kept.
 *
 * @param dataDir the installation's data directory; the server lives in {@code postgres} below it
 * @param binaries where PostgreSQL's programs are unpacked to, once
 * @param durable whether a commit is on the disk before it is answered; off is for tests alone
 * @param shutdownGrace how long the end of this process waits for somebody to {@linkplain
 *     EmbeddedPostgresServer#close close} the server in good order, before it is stopped anyway
 */
public record EmbeddedPostgresSettings(
    Path dataDir, Path binaries, boolean durable, Duration shutdownGrace) {
  public EmbeddedPostgresSettings {
    dataDir = dataDir.toAbsolutePath().normalize();
    binaries = binaries.toAbsolutePath().normalize();
  }

  /** A durable server with everything below one data directory. */
  public static EmbeddedPostgresSettings in(Path dataDir, Duration shutdownGrace) {
    return new EmbeddedPostgresSettings(
        dataDir, dataDir.resolve("postgres/binaries"), true, shutdownGrace);
  }

  /** The same, with one name for the directory however it was reached: servers are known by it. */
  EmbeddedPostgresSettings atRealPath() throws IOException {
    return new EmbeddedPostgresSettings(dataDir.toRealPath(), binaries, durable, shutdownGrace);
  }

  Path home() {
    return dataDir.resolve("postgres");
  }

  /** PostgreSQL's own data directory. */
  Path cluster() {
    return home().resolve("cluster");
  }
}
