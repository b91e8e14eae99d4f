package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealer.Purpose;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.application.identity.port.LetterContent;
import dev.cofferdam.application.identity.port.LetterStore;
import dev.cofferdam.application.identity.port.LetterStore.SealedLetter;
import dev.cofferdam.application.identity.port.LetterTemplates;
import dev.cofferdam.application.identity.port.MutedTopicStore;
import dev.cofferdam.application.identity.port.MutedTopicStore.Topic;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.LetterId;
import java.time.Clock;
import java.util.Optional;

/**
 * Where letters are put by who changes something: in the same transaction, so that there is a
 * letter for what has happened and for nothing else. It lies there sealed until {@link SendLetter}
 * has sent it.
 */
public final class LetterBox {
  /** The event that a letter waits; its subject is the letter's id. */
  public static final String WRITTEN = "letter.written";

  private final LetterTemplates templates;
  private final LetterStore letters;
  private final MutedTopicStore muted;
  private final InstanceSealer sealer;
  private final Outbox outbox;
  private final IdSource ids;
  private final Clock clock;

  public LetterBox(
      LetterTemplates templates,
      LetterStore letters,
      MutedTopicStore muted,
      InstanceSealer sealer,
      Outbox outbox,
      IdSource ids,
      Clock clock) {
    this.templates = templates;
    this.letters = letters;
    this.muted = muted;
    this.sealer = sealer;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /** Posts a letter in the thread's transaction, unless it is one that its reader does not want. */
  public void post(EmailAddress to, LetterContent content) {
    if (topicOf(content).filter(topic -> muted.isMuted(to, topic)).isPresent()) {
      return;
    }
    Letter letter = templates.write(to, content);
    LetterId id = new LetterId(ids.next());
    byte[] clear = LetterBytes.of(letter);
    letters.add(
        new SealedLetter(id, sealer.seal(Purpose.LETTER, id.toString(), clear), clock.instant()));
    outbox.publish(
        new OutboxEvent(new EventId(ids.next()), Optional.empty(), WRITTEN, id.toString()));
  }

  private static Optional<Topic> topicOf(LetterContent content) {
    if (content instanceof LetterContent.InvitationReminder) {
      return Optional.of(Topic.INVITATION_REMINDERS);
    }
    if (content instanceof LetterContent.RunFailed) {
      return Optional.of(Topic.FAILED_RUNS);
    }
    return content instanceof LetterContent.AlreadySignedUp
        ? Optional.of(Topic.SIGN_UP_ATTEMPTS)
        : Optional.empty();
  }
}
