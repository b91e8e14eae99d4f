package dev.cofferdam.app.server;

import dev.cofferdam.adapters.http.Site;
import dev.cofferdam.adapters.http.wall.WallContract;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The wall on the whole server, where row-level security, caches and real tokens take part. */
@Tag("full")
@Timeout(value = 40, unit = TimeUnit.MINUTES)
final class WholeWallTest extends WallContract {
  @TempDir private static Path folder;
  private static WholeSite site;

  @BeforeAll
  static void start() throws Exception {
    site = new WholeSite(folder);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Override
  protected Site site() {
    return site;
  }

  /** Nobody but the server can make one. */
  @Override
  protected Set<String> without() {
    return Set.of("expired session");
  }
}
