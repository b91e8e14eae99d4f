package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealer.Purpose;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.identity.port.LetterStore;
import dev.cofferdam.application.identity.port.LetterStore.SealedLetter;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.LetterId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/**
 * Takes the wish for a new password. It does not look whether there is such an account: {@link
 * WriteResetLetter} does, when the answer has long been given. So the answer, and the time that it
 * takes, can say nothing of it.
 */
public final class ForgotPassword {
  public static final Permission NEEDS = Permission.PUBLIC;

  /** The event that somebody wants a new password; its subject is what {@link #contextOf} takes. */
  public static final String FORGOTTEN = "password.forgotten";

  private final Transactions transactions;
  private final LetterStore letters;
  private final LetterGuard guard;
  private final InstanceSealer sealer;
  private final Outbox outbox;
  private final IdSource ids;
  private final Clock clock;

  public ForgotPassword(
      Transactions transactions,
      LetterStore letters,
      LetterGuard guard,
      InstanceSealer sealer,
      Outbox outbox,
      IdSource ids,
      Clock clock) {
    this.transactions = transactions;
    this.letters = letters;
    this.guard = guard;
    this.sealer = sealer;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @throws Refusal {@code slow_down}
   */
  public void execute(Actor actor, EmailAddress email) {
    transactions.required(
        () -> {
          guard.countReset(email, actor.origin());
          LetterId id = new LetterId(ids.next());
          byte[] clear = email.value().getBytes(StandardCharsets.UTF_8);
          letters.add(
              new SealedLetter(
                  id, sealer.seal(Purpose.LETTER, contextOf(id), clear), clock.instant()));
          outbox.publish(
              new OutboxEvent(new EventId(ids.next()), Optional.empty(), FORGOTTEN, id.toString()));
          return id;
        });
  }

  static String contextOf(LetterId id) {
    return "forgotten/" + id;
  }
}
