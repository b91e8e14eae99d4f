package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.events.port.DeliveryStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.events.Delivery;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.util.List;

/**
 * Sends a message once more to where it went: the same bytes under the same id, by which its
 * receiver knows it again.
 */
public final class ReplayDelivery {
  public static final Permission NEEDS = Permission.WEBHOOK_WRITE;

  private final WebhookDesk desk;
  private final DeliveryStore deliveries;
  private final SenderBell bell;
  private final IdSource ids;
  private final Clock clock;

  public ReplayDelivery(
      WebhookDesk desk, DeliveryStore deliveries, SenderBell bell, IdSource ids, Clock clock) {
    this.desk = desk;
    this.deliveries = deliveries;
    this.bell = bell;
    this.ids = ids;
    this.clock = clock;
  }

  public record Command(OrgId org, DeliveryId id) {}

  /** Wakes who sends, once the thread's transaction is committed. */
  public record SenderBell(Transactions transactions, Runnable wake) {
    void ring() {
      transactions.afterCommit(wake);
    }
  }

  /**
   * The delivery that repeats it.
   *
   * @throws Refusal {@code delivery_not_found}, {@code webhook_endpoint_disabled}
   */
  public Delivery execute(Actor actor, Command command) {
    Access access = desk.gatekeeper().require(actor, command.org(), NEEDS);
    return desk.ledger().change(access, change -> replay(actor, access, command, change));
  }

  private Delivery replay(Actor actor, Access access, Command command, Ledger.Change change) {
    Delivery before =
        deliveries
            .find(command.org(), command.id())
            .orElseThrow(() -> access.unseen("delivery", "delivery:" + command.id()));
    before.endpoint().ifPresent(id -> TestWebhookEndpoint.requireOn(desk.require(access, id)));
    Delivery again = before.again(new DeliveryId(ids.next()), clock.instant());
    deliveries.add(List.of(again));
    change.record(AuditEntry.allowed(actor, "delivery.replay", "delivery:" + before.id()));
    bell.ring();
    return again;
  }
}
