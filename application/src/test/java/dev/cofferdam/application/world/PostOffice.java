package dev.cofferdam.application.world;

import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.application.events.RelayOutbox;
import dev.cofferdam.application.identity.LetterBox;
import dev.cofferdam.application.identity.PublicLinks;
import dev.cofferdam.application.identity.SendLetter;
import dev.cofferdam.application.identity.port.InMemoryLetterTemplates;
import dev.cofferdam.application.identity.port.InMemoryMailer;
import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.LetterId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A letter box, and who carries letters from there to a mailer in memory. */
public final class PostOffice {
  public static final PublicLinks LINKS = new PublicLinks("https://cofferdam.example");
  private static final Pattern TOKEN = Pattern.compile("#token=(\\w+)");

  private final InMemoryMailer mailer = new InMemoryMailer();
  private final LetterBox box;
  private final RelayOutbox relay;

  public PostOffice(InMemoryWorld world, IdSource ids, Clock clock) {
    InMemoryInstanceSealer sealer = new InMemoryInstanceSealer();
    box =
        new LetterBox(
            new InMemoryLetterTemplates(), world.letters(), sealer, world.outbox(), ids, clock);
    SendLetter send = new SendLetter(world.transactions(), world.letters(), sealer, mailer, clock);
    relay =
        new RelayOutbox(
            world.outboxQueue(),
            Map.of(
                LetterBox.WRITTEN,
                event -> send.execute(LetterId.parse(event.subject()).orElseThrow())),
            50);
  }

  public LetterBox box() {
    return box;
  }

  /** All letters that were ever sent to somebody, oldest first. */
  public List<Letter> lettersTo(EmailAddress to) {
    while (relay.execute()) {
      // There may be more.
    }
    return mailer.sent().stream().filter(letter -> letter.to().equals(to)).toList();
  }

  /** The token in the link of the newest letter to somebody. */
  public String newestTokenTo(EmailAddress to) {
    List<Letter> letters = lettersTo(to);
    Matcher token = TOKEN.matcher(letters.get(letters.size() - 1).text());
    if (!token.find()) {
      throw new AssertionError("no token in the newest letter to " + to);
    }
    return token.group(1);
  }
}
