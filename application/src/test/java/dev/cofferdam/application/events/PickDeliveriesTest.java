package dev.cofferdam.application.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.events.port.DeliveryQueue;
import dev.cofferdam.application.events.port.DeliveryQueue.Claim;
import dev.cofferdam.application.events.port.DeliveryQueue.Line;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.Uuid7;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who is sent to next, where nothing that is sent ever comes to its end. */
class PickDeliveriesTest {
  private final Endless queue = new Endless();
  private final PickDeliveries picking = new PickDeliveries(queue, 12, 6, Clock.systemUTC());

  @Test
  void leavesRoomForOthersHoweverManyLinesOneOrgHas() {
    OrgId greedy = org(1);
    for (int line = 0; line < 100; line++) {
      queue.lines.add(new Line(greedy, new UUID(1, line)));
    }
    List<Claim> first = pickAll();
    assertThat(first).hasSize(6);
    queue.lines.add(new Line(org(2), new UUID(2, 0)));
    queue.lines.add(new Line(org(3), new UUID(3, 0)));
    assertThat(pickAll()).extracting(claim -> claim.line().org()).contains(org(2), org(3));
  }

  @Test
  void givesOneEndpointNoMoreThanItsPlaces() {
    queue.lines.add(new Line(org(1), new UUID(1, 0)));
    List<Claim> claims = pickAll();
    assertThat(claims).hasSize(PickDeliveries.AT_ONCE);
    picking.done(claims.get(0));
    assertThat(pickAll()).hasSize(1);
  }

  /** Those who are slow keep their places; who is done quickly gets the next that is free. */
  @Test
  void prefersTheEndpointWithTheLeastUnderWay() {
    Line quick = new Line(org(1), new UUID(1, 9));
    for (int line = 0; line < 5; line++) {
      queue.lines.add(new Line(org(1), new UUID(1, line)));
    }
    queue.lines.add(quick);
    for (int i = 0; i < 10; i++) {
      List<Claim> claims = pickAll();
      assertThat(claims).extracting(Claim::line).contains(quick);
      claims.stream().filter(claim -> claim.line().equals(quick)).forEach(picking::done);
    }
  }

  @Test
  void letsOrgsTakeTurns() {
    for (int org = 1; org <= 4; org++) {
      for (int line = 0; line < 5; line++) {
        queue.lines.add(new Line(org(org), new UUID(org, line)));
      }
    }
    Map<OrgId, Long> shares =
        pickAll().stream()
            .collect(Collectors.groupingBy(claim -> claim.line().org(), Collectors.counting()));
    assertThat(shares.values()).containsOnly(3L);
    assertThat(shares).hasSize(4);
  }

  @Test
  void holdsToItsPlacesAndGivesThemBack() {
    for (int org = 1; org <= 9; org++) {
      queue.lines.add(new Line(org(org), new UUID(org, 0)));
    }
    List<Claim> claims = pickAll();
    assertThat(claims).hasSize(12);
    claims.forEach(picking::done);
    assertThat(pickAll()).hasSize(12);
  }

  private List<Claim> pickAll() {
    List<Claim> all = new ArrayList<>();
    for (List<Claim> some = picking.execute(); !some.isEmpty(); some = picking.execute()) {
      all.addAll(some);
    }
    return all;
  }

  private static OrgId org(int number) {
    return new OrgId(Uuid7.of(number, new UUID(number, number)));
  }

  /** In each line something is always due. */
  private static final class Endless implements DeliveryQueue {
    private final List<Line> lines = new ArrayList<>();
    private long next;

    @Override
    public List<Claim> claim(
        Instant now, Duration lease, int limit, UnaryOperator<List<Line>> choose) {
      return choose.apply(List.copyOf(lines)).stream()
          .map(line -> new Claim(line, new DeliveryId(new UUID(0, next++))))
          .toList();
    }
  }
}
