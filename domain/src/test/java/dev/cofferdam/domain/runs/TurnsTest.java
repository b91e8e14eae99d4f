package dev.cofferdam.domain.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.runs.Turns.Line;
import dev.cofferdam.domain.runs.Turns.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final OrgId A = org(1);
  private static final OrgId B = org(2);

  private static OrgId org(long number) {
    return new OrgId(new UUID(7, number));
  }

  private static Line line(OrgId org, int weight, int queued) {
    return new Line(org, weight, OptionalInt.empty(), Optional.empty(), Instant.EPOCH, queued, 0);
  }

  private static List<OrgId> orgs(List<Turn> turns) {
    return turns.stream().map(Turn::org).toList();
  }

  @Test
  void alternateBetweenEquals() {
    assertThat(orgs(Turns.give(List.of(line(A, 1, 9), line(B, 1, 2)), 6, 0)))
        .containsExactly(A, B, A, B, A, A);
  }

  @Test
  void goByWeight() {
    List<OrgId> given = orgs(Turns.give(List.of(line(A, 4, 99), line(B, 1, 99)), 20, 0));
    assertThat(given).filteredOn(A::equals).hasSize(16);
    assertThat(given.subList(0, 5)).contains(B);
  }

  @Test
  void letALateComerInNextHoweverLongTheQueueIs() {
    List<Turn> before = Turns.give(List.of(line(A, 1, 1_000)), 300, 0);
    long now = before.get(before.size() - 1).at();
    Line longQueue = new Line(A, 1, OptionalInt.empty(), Optional.of(now), Instant.EPOCH, 700, 300);
    Line late = new Line(B, 1, OptionalInt.empty(), Optional.of(0L), Instant.MAX, 50, 0);
    List<OrgId> next = orgs(Turns.give(List.of(longQueue, late), 21, now));
    assertThat(next.get(0)).isEqualTo(B);
    // What it did not ask for earlier is not made up for.
    assertThat(next).filteredOn(A::equals).hasSizeBetween(10, 11);
  }

  @Test
  void giveNobodyMoreThanTheirPlanAllows() {
    Line bounded = new Line(A, 4, OptionalInt.of(3), Optional.empty(), Instant.EPOCH, 10, 1);
    assertThat(orgs(Turns.give(List.of(bounded), 10, 0))).containsExactly(A, A);
    assertThat(Turns.give(List.of(bounded), 0, 0)).isEmpty();
  }

  @Test
  void knowNoWeightOutOfBounds() {
    for (int weight : new int[] {0, -1, Turns.MAX_WEIGHT + 1}) {
      assertThatThrownBy(() -> line(A, weight, 1))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("weight");
    }
  }

  @Provide
  Arbitrary<List<Line>> lines() {
    Arbitrary<Integer> small = Arbitraries.integers().between(0, 12);
    Arbitrary<OptionalInt> bounds =
        small.map(bound -> bound == 0 ? OptionalInt.empty() : OptionalInt.of(bound));
    Arbitrary<Optional<Long>> turns = Arbitraries.longs().between(0, 4 * Turns.ROUND).optional();
    return Combinators.combine(
            Arbitraries.integers().between(1, 9), bounds, turns, small, small, small)
        .as(
            (weight, bound, turn, age, queued, underWay) ->
                new Line(A, weight, bound, turn, Instant.ofEpochSecond(age), queued, underWay))
        .list()
        .ofMaxSize(6)
        .map(TurnsTest::ofDifferentOrgs);
  }

  private static List<Line> ofDifferentOrgs(List<Line> lines) {
    List<Line> numbered = new ArrayList<>();
    for (Line line : lines) {
      numbered.add(
          new Line(
              org(numbered.size()),
              line.weight(),
              line.atOnce(),
              line.lastTurn(),
              line.oldest(),
              line.queued(),
              line.underWay()));
    }
    return numbered;
  }

  private static long last(List<Line> lines) {
    return lines.stream().mapToLong(line -> line.lastTurn().orElse(0L)).max().orElse(0);
  }

  @Property
  void useAllTheRoomThatSomebodyMayHave(
      @ForAll("lines") List<Line> lines, @ForAll @IntRange(max = 40) int free) {
    Map<OrgId, Integer> most = new HashMap<>();
    lines.forEach(
        line ->
            most.put(
                line.org(),
                Math.min(
                    line.queued(),
                    Math.max(0, line.atOnce().orElse(Integer.MAX_VALUE) - line.underWay()))));
    List<Turn> given = Turns.give(lines, free, last(lines));
    Map<OrgId, Long> got =
        given.stream().collect(Collectors.groupingBy(Turn::org, Collectors.counting()));
    got.forEach((org, turns) -> assertThat(turns).isLessThanOrEqualTo((long) most.get(org)));
    assertThat(given)
        .hasSize(Math.min(free, most.values().stream().mapToInt(Integer::intValue).sum()));
  }

  @Property
  void areTheSameOneByOneAsAllAtOnce(
      @ForAll("lines") List<Line> lines, @ForAll @IntRange(max = 40) int free) {
    List<Turn> oneByOne = new ArrayList<>();
    List<Line> now = new ArrayList<>(lines);
    for (int i = 0; i < free; i++) {
      List<Turn> next = Turns.give(now, 1, last(now));
      oneByOne.addAll(next);
      next.forEach(turn -> now.replaceAll(line -> took(line, turn)));
    }
    assertThat(Turns.give(lines, free, last(lines))).isEqualTo(oneByOne);
  }

  private static Line took(Line line, Turn turn) {
    return line.org().equals(turn.org())
        ? new Line(
            line.org(),
            line.weight(),
            line.atOnce(),
            Optional.of(turn.at()),
            line.oldest(),
            line.queued() - 1,
            line.underWay() + 1)
        : line;
  }

  @Property
  void shareByWeightAmongThoseWhoAlwaysWait(
      @ForAll @IntRange(min = 1, max = 20) int a,
      @ForAll @IntRange(min = 1, max = 20) int b,
      @ForAll @IntRange(min = 1, max = 400) int free) {
    List<OrgId> given = orgs(Turns.give(List.of(line(A, a, 1_000), line(B, b, 1_000)), free, 0));
    double ofA = given.stream().filter(A::equals).count();
    // Nobody is ever more than about a turn away from what their weight gives them.
    assertThat(Math.abs(ofA - free * (double) a / (a + b))).isLessThanOrEqualTo(1.5);
  }
}
