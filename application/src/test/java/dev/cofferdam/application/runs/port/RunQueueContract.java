package dev.cofferdam.application.runs.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cofferdam.application.runs.AdmitRuns;
import dev.cofferdam.application.runs.port.RunQueue.Admitted;
import dev.cofferdam.application.runs.port.RunQueue.Moment;
import dev.cofferdam.application.runs.port.RunQueue.Place;
import dev.cofferdam.application.runs.port.RunQueue.Standing;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.Receipt;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.runs.Turns;
import dev.cofferdam.domain.runs.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link RunQueue} and {@link RunTurns} promise. */
public abstract class RunQueueContract extends WorldContract {
  private final Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private final Moment moment = new Moment(now, now.minusSeconds(10), now.minusSeconds(3_600));
  private OrgId org;
  private OrgId other;

  @BeforeEach
  public final void makeOrgs() {
    org = given.org();
    other = given.org();
    world.workers().beat(new Worker("here", Set.of(), 3, false), now);
  }

  private List<Admitted> admit(OrgId... orgs) {
    return world
        .runQueue()
        .admit(
            moment,
            standing ->
                IntStream.range(0, orgs.length)
                    .mapToObj(i -> new Place(new Turns.Turn(orgs[i], 100L + i), Worker.SHARED))
                    .toList());
  }

  private Standing standing() {
    List<Standing> seen = new ArrayList<>();
    world
        .runQueue()
        .admit(
            moment,
            standing -> {
              seen.add(standing);
              return List.of();
            });
    return seen.get(0);
  }

  private void entitle(OrgId entitled, int weight, OptionalInt atOnce) {
    change(
        entitled,
        () -> {
          world.runTurns().entitle(entitled, weight, atOnce);
          return weight;
        });
  }

  @Test
  void waitsForNobodyAtFirst() {
    assertThat(world.runQueue().isWaiting()).isFalse();
    assertThat(admit()).isEmpty();
    assertThat(standing()).isEqualTo(new Standing(Map.of("shared", 3), Map.of(), 0));
  }

  @Test
  void letsTheOldestOfAnOrgIn() {
    RunId first = given.run(org, "true");
    RunId second = given.run(org, "true");
    RunId others = given.run(other, "true");
    assertThat(world.runQueue().isWaiting()).isTrue();
    assertThat(admit(org, other))
        .containsExactly(new Admitted(org, first, "shared"), new Admitted(other, others, "shared"));
    assertThat(world.runQueue().isWaiting()).isTrue();
    assertThat(admit(org)).containsExactly(new Admitted(org, second, "shared"));
    assertThat(world.runQueue().isWaiting()).isFalse();
    assertThat(admit(org)).isEmpty();
    assertThat(world.runQueue().underWay(10))
        .extracting(Admitted::run)
        .containsExactly(first, second, others);
    assertThat(world.runQueue().underWay(1)).hasSize(1);
  }

  @Test
  void saysOnceOfEachThatItWasLetIn() {
    RunId run = given.run(org, "true");
    admit(org);
    admit(org);
    List<String> heard = new ArrayList<>();
    world.outboxQueue().deliver(Set.of(RunQueue.ADMITTED), 10, event -> heard.add(event.subject()));
    assertThat(heard).containsExactly(run.toString());
  }

  @Test
  void changesNothingWhenTheDecisionFails() {
    given.run(org, "true");
    assertThatThrownBy(
            () ->
                world
                    .runQueue()
                    .admit(
                        moment,
                        standing -> {
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(world.runQueue().isWaiting()).isTrue();
  }

  @Test
  void tellsHowThingsStand() {
    entitle(org, 4, OptionalInt.of(2));
    given.run(org, "true");
    given.run(org, "true");
    given.run(other, "true");
    admit(org);
    Standing standing = standing();
    assertThat(standing.free()).containsEntry("shared", 2);
    assertThat(standing.now())
        .isEqualTo(
            standing.lines().get("shared").stream()
                .filter(line -> line.org().equals(org))
                .findFirst()
                .orElseThrow()
                .lastTurn()
                .orElse(-1L));
    assertThat(standing.lines()).containsOnlyKeys("shared");
    assertThat(standing.lines().get("shared"))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("oldest")
        .containsExactlyInAnyOrder(
            new Turns.Line(org, 4, OptionalInt.of(2), Optional.of(100L), now, 1, 1),
            new Turns.Line(other, 1, OptionalInt.empty(), Optional.empty(), now, 1, 0));
  }

  @Test
  void takesTheNewestEntitlement() {
    given.run(org, "true");
    entitle(org, 4, OptionalInt.of(2));
    entitle(org, 2, OptionalInt.empty());
    assertThat(standing().lines().get("shared"))
        .extracting(Turns.Line::weight, Turns.Line::atOnce)
        .containsExactly(tuple(2, OptionalInt.empty()));
  }

  @Test
  void knowsNoRoomOfSilentOrDrainingWorkers() {
    world.workers().beat(new Worker("silent", Set.of(), 5, false), now.minusSeconds(11));
    world.workers().beat(new Worker("leaving", Set.of(), 7, true), now);
    assertThat(standing().free()).isEqualTo(Map.of("shared", 3));
  }

  @Test
  void leavesOrgsWithWorkersOfTheirOwnToThem() {
    Worker own = new Worker("own", Set.of(org), 1, false);
    world.workers().beat(own, now.minus(Duration.ofMinutes(10)));
    given.run(org, "true");
    given.run(other, "true");
    Standing standing = standing();
    assertThat(standing.lines()).containsOnlyKeys("shared", own.pool());
    assertThat(standing.lines().get(own.pool())).extracting(Turns.Line::org).containsExactly(org);
    assertThat(standing.free()).doesNotContainKey(own.pool());
  }

  @Test
  void givesRoomBackWithTheEnd() {
    RunId run = given.run(org, "true");
    admit(org);
    assertThat(world.runQueue().find(org, run)).contains(new Admitted(org, run, "shared"));
    assertThat(world.runQueue().find(other, run)).isEmpty();
    end(run);
    assertThat(standing().free()).containsEntry("shared", 3);
    assertThat(world.runQueue().find(org, run)).isEmpty();
    assertThat(world.runQueue().underWay(10)).isEmpty();
  }

  @Test
  void letsARunWaitAgainThatNobodyTookUp() {
    RunId run = given.run(org, "true");
    assertThat(append(org, () -> world.runs().requeue(org, run))).isFalse();
    admit(org);
    assertThat(append(other, () -> world.runs().requeue(org, run))).isFalse();
    assertThat(append(org, () -> world.runs().requeue(org, run))).isTrue();
    assertThat(world.runQueue().isWaiting()).isTrue();
    assertThat(admit(org)).hasSize(1);
    append(
        org,
        () -> {
          world.runs().prepare(org, run, RuntimeKind.PROCESS);
          return run;
        });
    assertThat(append(org, () -> world.runs().requeue(org, run))).isFalse();
  }

  @Test
  void letsALateComerInWithTheNextFreeSlotHoweverLongTheQueueIs() {
    for (int i = 0; i < 1_000; i++) {
      given.run(org, "true");
    }
    AdmitRuns admission = new AdmitRuns(world.runQueue(), Clock.fixed(now, ZoneOffset.UTC));
    assertThat(admission.execute()).isEqualTo(3);
    RunId late = given.run(other, "true");
    assertThat(admission.execute()).isZero();

    end(world.runQueue().underWay(1).get(0).run());

    assertThat(admission.execute()).isEqualTo(1);
    assertThat(world.runQueue().find(other, late)).isPresent();
  }

  @Test
  void keepsEachOrgToWhatItsPlanLetsItHaveAtOnce() {
    entitle(org, 1, OptionalInt.of(1));
    given.run(org, "true");
    given.run(org, "true");
    AdmitRuns admission = new AdmitRuns(world.runQueue(), Clock.fixed(now, ZoneOffset.UTC));
    assertThat(admission.execute()).isEqualTo(1);
    assertThat(admission.execute()).isZero();
    end(world.runQueue().underWay(1).get(0).run());
    assertThat(admission.execute()).isEqualTo(1);
  }

  @Test
  void letsNoRunInTwiceWhenTwoProcessesDecideAtOnce() {
    for (int i = 0; i < 30; i++) {
      given.run(i % 2 == 0 ? org : other, "true");
    }
    world.workers().beat(new Worker("here", Set.of(), 20, false), now);
    AdmitRuns admission = new AdmitRuns(world.runQueue(), Clock.fixed(now, ZoneOffset.UTC));
    List<Future<Integer>> all =
        IntStream.range(0, 8).mapToObj(i -> elsewhere(admission::execute)).toList();
    int admitted = all.stream().mapToInt(WorldContract::outcomeOf).sum();
    assertThat(admitted + admission.execute()).isEqualTo(20);
    assertThat(world.runQueue().underWay(100)).hasSize(20);
  }

  private void end(RunId run) {
    Ending ending =
        new Ending(
            RunStatus.ERROR,
            Optional.of(FailureReason.PLATFORM),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Receipt.NOTHING,
            List.of());
    change(org, () -> world.runs().end(org, run, ending, given.time()));
  }
}
