package dev.cofferdam.application.events.port;

import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Deliveries of all orgs that are due. */
public interface DeliveryQueue {
  /**
   * Where deliveries wait in a line: those to one endpoint, or the callbacks of one org.
   *
   * @param target the endpoint's id, or the org's
   */
  record Line(OrgId org, UUID target) {}

  /** A delivery that is whoever's who claimed it. */
  record Claim(Line line, DeliveryId id) {}

  /**
   * Claims what is due first in each chosen line: for as long as {@code lease} nobody else gets it,
   * and if it is not {@linkplain DeliveryStore#save saved} by then, it is due again.
   *
   * @param choose picks from the lines in which something is due, up to {@code limit} of them,
   *     those that wait longest first
   */
  List<Claim> claim(Instant now, Duration lease, int limit, UnaryOperator<List<Line>> choose);
}
