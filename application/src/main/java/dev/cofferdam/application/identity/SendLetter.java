package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealer.Purpose;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.LetterStore;
import dev.cofferdam.application.identity.port.LetterStore.SealedLetter;
import dev.cofferdam.application.identity.port.MailNotSent;
import dev.cofferdam.application.identity.port.Mailer;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.LetterId;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends a letter that was put into the {@link LetterBox}, and forgets it. Who dies between the two
 * has it sent once more; one that nobody will ever take, or that nobody took for {@link #PATIENCE},
 * is forgotten unsent.
 */
public final class SendLetter {
  public static final Permission NEEDS = Permission.SYSTEM;

  /** How long a letter is offered again to a mail server that does not take it. */
  static final Duration PATIENCE = Duration.ofDays(3);

  private static final System.Logger LOG = System.getLogger(SendLetter.class.getName());

  private final Transactions transactions;
  private final LetterStore letters;
  private final InstanceSealer sealer;
  private final Mailer mailer;
  private final Clock clock;

  public SendLetter(
      Transactions transactions,
      LetterStore letters,
      InstanceSealer sealer,
      Mailer mailer,
      Clock clock) {
    this.transactions = transactions;
    this.letters = letters;
    this.sealer = sealer;
    this.mailer = mailer;
    this.clock = clock;
  }

  /**
   * @throws MailNotSent when it is to be tried again
   */
  public void execute(LetterId id) {
    Optional<SealedLetter> found = transactions.required(() -> letters.find(id));
    if (found.isEmpty()) {
      return;
    }
    try {
      SealedLetter letter = found.get();
      mailer.send(LetterBytes.read(sealer.open(Purpose.LETTER, id.toString(), letter.sealed())));
    } catch (MailNotSent failure) {
      if (!failure.isLasting() && !isOverdue(found.get())) {
        throw failure;
      }
      LOG.log(Level.WARNING, "Letter {0} is not sent: {1}", id, failure.getMessage());
    } catch (SealBroken broken) {
      LOG.log(Level.WARNING, "Letter {0} is not sent: it can''t be opened here.", id);
    }
    transactions.required(
        () -> {
          letters.remove(id);
          return id;
        });
  }

  private boolean isOverdue(SealedLetter letter) {
    return clock.instant().isAfter(letter.writtenAt().plus(PATIENCE));
  }
}
