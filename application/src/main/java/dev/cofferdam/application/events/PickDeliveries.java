package dev.cofferdam.application.events;

import dev.cofferdam.application.events.port.DeliveryQueue;
import dev.cofferdam.application.events.port.DeliveryQueue.Claim;
import dev.cofferdam.application.events.port.DeliveryQueue.Line;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Picks what this process sends next. An endpoint gets {@link #AT_ONCE} messages at a time and an
 * org's endpoints together a share of the places, so that one who is slow holds up nobody else;
 * orgs take turns. Safe for use by many threads.
 */
public final class PickDeliveries {
  public static final Permission NEEDS = Permission.SYSTEM;

  /** Longer than anything here takes: a message that is not sent by then is somebody else's. */
  static final Duration LEASE = Duration.ofMinutes(1);

  /** To one endpoint. */
  static final int AT_ONCE = 4;

  /** How many lines are looked at. */
  private static final int LINES = 500;

  private final DeliveryQueue queue;
  private final int places;
  private final int placesOfOrg;
  private final Clock clock;
  private final Map<Line, Integer> busy = new HashMap<>();
  private final Map<OrgId, Integer> busyOrgs = new HashMap<>();
  private int underWay;

  /**
   * @param places how many messages are under way at once
   * @param placesOfOrg how many of them to one org's addresses
   */
  public PickDeliveries(DeliveryQueue queue, int places, int placesOfOrg, Clock clock) {
    this.queue = queue;
    this.places = places;
    this.placesOfOrg = placesOfOrg;
    this.clock = clock;
  }

  /** What is to be sent now; each is to be {@linkplain #done reported} when it is over. */
  public synchronized List<Claim> execute() {
    if (underWay >= places) {
      return List.of();
    }
    List<Claim> claims = queue.claim(clock.instant(), LEASE, LINES, this::choose);
    claims.forEach(
        claim -> {
          busy.merge(claim.line(), 1, Integer::sum);
          busyOrgs.merge(claim.line().org(), 1, Integer::sum);
        });
    underWay += claims.size();
    return claims;
  }

  /** Says that a message is sent, or will not be. */
  public synchronized void done(Claim claim) {
    underWay--;
    busy.computeIfPresent(claim.line(), (line, count) -> count == 1 ? null : count - 1);
    busyOrgs.computeIfPresent(claim.line().org(), (org, count) -> count == 1 ? null : count - 1);
  }

  /** One of each org in turn: lines with the least under way, and of those who wait longest. */
  private List<Line> choose(List<Line> waiting) {
    List<Line> chosen = new ArrayList<>();
    Map<OrgId, Integer> taken = new HashMap<>(busyOrgs);
    List<Line> left = new ArrayList<>(waiting);
    left.removeIf(line -> busy.getOrDefault(line, 0) >= AT_ONCE);
    left.sort(Comparator.comparingInt(line -> busy.getOrDefault(line, 0)));
    while (!left.isEmpty() && underWay + chosen.size() < places) {
      List<Line> later = new ArrayList<>();
      Map<OrgId, Boolean> served = new HashMap<>();
      for (Line line : left) {
        if (taken.getOrDefault(line.org(), 0) >= placesOfOrg) {
          continue;
        }
        if (served.putIfAbsent(line.org(), true) != null) {
          later.add(line);
        } else if (underWay + chosen.size() < places) {
          chosen.add(line);
          taken.merge(line.org(), 1, Integer::sum);
        }
      }
      left = later;
    }
    return chosen;
  }
}
