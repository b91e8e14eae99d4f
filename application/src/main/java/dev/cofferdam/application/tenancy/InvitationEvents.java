package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.tenancy.Invitation;

/** What the durable side of an invitation is told, with the change that it is about. */
public final class InvitationEvents {
  /** An invitation was sent, for the first time or again; the event's subject is its id. */
  public static final String SENT = "invitation.sent";

  /** An invitation has come to its end; the event's subject is its id. */
  public static final String ENDED = "invitation.ended";

  private final Outbox outbox;
  private final IdSource ids;

  public InvitationEvents(Outbox outbox, IdSource ids) {
    this.outbox = outbox;
    this.ids = ids;
  }

  void sent(Invitation invitation) {
    publish(SENT, invitation);
  }

  void ended(Invitation invitation) {
    publish(ENDED, invitation);
  }

  private void publish(String type, Invitation invitation) {
    outbox.publish(
        new OutboxEvent(
            new EventId(ids.next()), invitation.org(), type, invitation.id().toString()));
  }
}
