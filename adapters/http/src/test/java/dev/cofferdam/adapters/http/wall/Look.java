package dev.cofferdam.adapters.http.wall;

import dev.cofferdam.domain.access.Permission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How a stage looks to the owners of its orgs, by everything that can be read. */
final class Look {
  /** When a credential was used is written some seconds after, whatever came of it. */
  private static final Pattern WRITTEN_LATER = Pattern.compile(",?\"last_used_at\":[^,}]*");

  /** What reading changes by itself, or what changes when something is refused. */
  private static final Set<Permission> OTHERWISE =
      Set.of(Permission.SECRET_READ, Permission.USAGE_READ, Permission.AUDIT_READ);

  private final List<Cell> readings;
  private final Wall.Door door;

  /**
   * @param cells what the owner can do
   */
  Look(List<Cell> cells, Wall.Door door) {
    this.door = door;
    readings =
        cells.stream()
            .filter(cell -> cell.operation().isReading())
            .filter(cell -> !cell.expectation().needsNothing())
            .filter(cell -> cell.expectation().needs().stream().noneMatch(OTHERWISE::contains))
            .toList();
  }

  /** What was read of the stage's own org, and of the other one. */
  Map<String, Object> at(Stage stage) {
    Map<String, Object> seen = new TreeMap<>();
    for (Stage each : List.of(stage, stage.other())) {
      for (Cell reading : readings) {
        seen.put(reading.operation() + " of " + each.org(), read(reading.at(each)));
      }
      seen.put("audit of " + each.org(), each.newestDone());
    }
    return seen;
  }

  private Object read(Cell reading) {
    try {
      Map<String, Object> seen = new TreeMap<>(door.send(reading).comparable());
      String body = WRITTEN_LATER.matcher((String) seen.get("body")).replaceAll("");
      if (!body.equals(seen.put("body", body))) {
        seen.remove("headers"); // which say how long it was
      }
      return seen;
    } catch (AssertionError foundWhereItIsTriedByItself) {
      return "undescribed";
    }
  }
}
