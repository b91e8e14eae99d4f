package dev.cofferdam.adapters.http.wall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.adapters.http.Answer;
import dev.cofferdam.adapters.http.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs every operation by every kind of caller on what is theirs, what is others' and what is
 * nobody's. What must be refused happens on one stage, which is looked at afterwards: nothing of it
 * may have changed. What changes something rightly has a fresh stage each time.
 */
final class Wall {
  private final Site server;
  private final Door door;
  private final List<Operation> operations;
  private final Map<String, Expectation> expectations;
  private final Collection<String> faults = new ConcurrentSkipListSet<>();
  private final List<Column> columns;
  private Stage shared;
  private final AtomicInteger cells = new AtomicInteger();

  /** What stands between a request and the server, which tests put holes into. */
  interface Door {
    Answer send(Cell cell);
  }

  /**
   * What was found.
   *
   * @param cells how many requests were looked at
   * @param faults each a line; none where the wall holds
   */
  record Outcome(int operations, int cells, List<String> faults) {}

  /**
   * @param document what there is
   * @param table what is expected of it
   */
  Wall(Site server, JsonNode document, List<Expectation> table, List<Column> columns, Door door) {
    this.server = server;
    this.door = door;
    this.columns = columns;
    this.expectations =
        table.stream().collect(Collectors.toMap(Expectation::operation, Function.identity()));
    this.operations =
        Operation.all(document).stream()
            .sorted(Comparator.comparing(Operation::isReading).reversed())
            .toList();
    this.shared = Stage.fresh(server);
  }

  private Cell cell(Operation operation, Column column, Optional<Cell.Strange> strange) {
    return new Cell(operation, expectations.get(operation.id()), column, shared, strange);
  }

  Outcome run() {
    compareTables();
    setStage();
    for (Operation operation : operations) {
      if (expectations.containsKey(operation.id())) {
        run(operation);
      }
    }
    return new Outcome(
        (int) operations.stream().map(Operation::id).distinct().count(),
        cells.get(),
        List.copyOf(faults));
  }

  private void compareTables() {
    Map<String, Operation> there = new TreeMap<>();
    operations.forEach(each -> there.put(each.id(), each));
    for (String id : there.keySet()) {
      if (!expectations.containsKey(id)) {
        faults.add(id + " is an operation without an expectation");
      }
    }
    for (String id : expectations.keySet()) {
      if (!there.containsKey(id)) {
        faults.add(id + " is expected and no operation");
      }
    }
  }

  private List<Cell> known() {
    return operations.stream()
        .filter(each -> expectations.containsKey(each.id()))
        .map(each -> cell(each, Column.OWNER, Optional.empty()))
        .toList();
  }

  /** Makes all that cells need: what they made on the way would look like a change. */
  private void setStage() {
    shared = Stage.fresh(server);
    shared.settle();
    for (Column column : columns) {
      String credential = column.authorization().apply(shared).orElse("none");
      for (Cell cell : known()) {
        for (var thing : Cell.things(cell.operation(), cell.expectation()).entrySet()) {
          if (credential.isEmpty() || !thing.getValue().isOn(shared, column)) {
            throw new IllegalStateException(column + " has no " + thing.getKey());
          }
        }
      }
    }
  }

  private void run(Operation operation) {
    if (operation.isReading()) {
      columns.parallelStream().forEach(column -> run(operation, column));
      return;
    }
    Look look = new Look(known(), door);
    Map<String, Object> before = look.at(shared);
    columns.parallelStream().forEach(column -> run(operation, column));
    Map<String, Object> after = look.at(shared);
    if (!before.equals(after)) {
      before.entrySet().stream()
          .filter(each -> !each.getValue().equals(after.get(each.getKey())))
          .map(each -> changed(operation, each, after.get(each.getKey())))
          .forEach(faults::add);
      setStage();
    }
  }

  private static String changed(Operation operation, Map.Entry<String, Object> was, Object is) {
    return "%s changed something that it refused, by %s:%n  %s%n  %s"
        .formatted(operation, was.getKey(), was.getValue(), is);
  }

  private void run(Operation operation, Column column) {
    Cell own = cell(operation, column, Optional.empty());
    Optional<Answer> toOwn = send(own);
    Expectation expectation = expectations.get(operation.id());
    List<Map<String, Object>> unknown = new ArrayList<>();
    Cell.things(operation, expectation).entrySet().stream()
        .filter(each -> !expectation.makes(each.getKey()))
        .map(each -> runStrange(operation, column, each.getKey(), each.getValue()))
        .flatMap(Optional::stream)
        .forEach(each -> unknown.add(each.comparable()));
    boolean hidden = Verdict.of(own).status() == 404;
    if (hidden && toOwn.map(Answer::comparable).filter(unknown::contains).isEmpty()) {
      faults.add(own + " is told from all that is unknown: " + toOwn.map(Answer::comparable));
    }
  }

  /** Gives the answer about what nobody has. */
  private Optional<Answer> runStrange(
      Operation operation, Column column, String name, Thing thing) {
    Optional<Answer> toUnknown =
        send(cell(operation, column, strange(name, thing, thing.unknown())));
    for (String value : thing.foreign().apply(shared)) {
      Cell foreign = cell(operation, column, strange(name, thing, value));
      Optional<Answer> toForeign = send(foreign);
      if (!Verdict.of(foreign).admits()) {
        compare(foreign, toForeign, toUnknown);
      }
    }
    return toUnknown;
  }

  private static Optional<Cell.Strange> strange(String name, Thing thing, String value) {
    return Optional.of(new Cell.Strange(name, thing, value));
  }

  private void compare(Cell cell, Optional<Answer> foreign, Optional<Answer> unknown) {
    Optional<Map<String, Object>> one = foreign.map(Answer::comparable);
    Optional<Map<String, Object>> other = unknown.map(Answer::comparable);
    if (!one.equals(other)) {
      faults.add(
          "%s is told from what is unknown:%n  %s%n  %s"
              .formatted(cell, one.orElse(Map.of()), other.orElse(Map.of())));
    }
  }

  /** Empty where there was no answer that could be taken for one. */
  private Optional<Answer> send(Cell onStage) {
    Verdict expected = Verdict.of(onStage);
    boolean changes = expected.admits() && !onStage.operation().isReading();
    Cell cell = changes ? onFreshStage(onStage) : onStage;
    cells.incrementAndGet();
    try {
      Answer answer = door.send(cell);
      if (!expected.isMetBy(answer)) {
        faults.add(
            "%s must be answered %s and was %d %s"
                .formatted(cell, expected, answer.status(), answer.body()));
      }
      if (!changes && !cell.expectation().needsNothing()) {
        findLeaks(cell, answer);
      }
      return Optional.of(answer);
    } catch (AssertionError undescribed) {
      faults.add(cell + ": " + undescribed.getMessage());
      return Optional.empty();
    }
  }

  /** Nobody is shown anything of the other org, and nothing of the stage's who isn't in it. */
  private void findLeaks(Cell cell, Answer answer) {
    Set<String> hidden = new TreeSet<>(shared.other().marks());
    if (!cell.column().standing().isInOrg()) {
      hidden.addAll(shared.marks());
    }
    hidden.stream()
        .filter(answer.body()::contains)
        .forEach(mark -> faults.add(cell + " is shown " + mark + ": " + answer.body()));
  }

  private Cell onFreshStage(Cell cell) {
    Stage fresh = Stage.fresh(server);
    Column column = cell.column();
    return new Cell(
        cell.operation(),
        cell.expectation(),
        cell.expectation().needsNothing() ? column.from(shared) : column,
        fresh,
        cell.strange()
            .map(each -> new Cell.Strange(each.name(), each.thing(), fresh.deletedOrg())));
  }
}
