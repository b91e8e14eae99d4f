package dev.cofferdam.adapters.http.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.adapters.http.Site;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole REST surface by every kind of caller, as the permission table has it. */
public abstract class WallContract {
  /** Where it is run; nothing there limits how many requests there are. */
  protected abstract Site site();

  /** Kinds of callers, by name, whom nobody can be there. */
  protected abstract Set<String> without();

  @Test
  @SuppressWarnings("SystemOut") // whoever reads the build's log is to see how much this is
  final void holds() {
    Site site = site();
    List<Column> columns =
        Column.all().stream().filter(column -> !without().contains(column.name())).toList();
    assertThat(columns).hasSize(Column.all().size() - without().size());
    Wall wall =
        new Wall(
            site,
            site.send(site.request("/openapi.json").GET()).json(),
            Expectations.ALL,
            columns,
            cell -> site.send(cell.request(site)));
    Wall.Outcome outcome = wall.run();
    System.out.printf(
        "wall: %d operations, %d callers, %d cells%n",
        outcome.operations(), columns.size(), outcome.cells());
    assertThat(outcome.faults()).isEmpty();
    assertThat(outcome.cells()).isGreaterThan(1_000);
  }
}
