package dev.cofferdam.adapters.http.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.adapters.http.TestServer;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The whole REST surface by every kind of caller, as the permission table has it. */
final class WallTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  @Test
  @SuppressWarnings("SystemOut") // whoever reads the build's log is to see how much this is
  void holds() {
    SERVER.world().limitRequests(OptionalLong.of(10_000_000));
    Wall wall =
        new Wall(
            SERVER,
            SERVER.send(SERVER.request("/openapi.json").GET()).json(),
            Expectations.ALL,
            Column.all(),
            cell -> SERVER.send(cell.request(SERVER)));
    Wall.Outcome outcome = wall.run();
    System.out.printf("wall: %d operations, %d cells%n", outcome.operations(), outcome.cells());
    assertThat(outcome.faults()).isEmpty();
    assertThat(outcome.cells()).isGreaterThan(1_000);
  }
}
