package dev.cofferdam.adapters.http.wall;

import dev.cofferdam.adapters.http.Site;
import dev.cofferdam.adapters.http.TestServer;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;

/** Over use cases whose storage is memory. */
final class WallTest extends WallContract {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  @Override
  protected Site site() {
    SERVER.world().limitRequests(OptionalLong.of(10_000_000));
    return SERVER;
  }

  @Override
  protected Set<String> without() {
    return Set.of();
  }
}
