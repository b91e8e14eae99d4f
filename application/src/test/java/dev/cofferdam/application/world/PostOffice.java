package dev.cofferdam.application.world;

import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.events.RelayOutbox;
import dev.cofferdam.application.identity.ForgotPassword;
import dev.cofferdam.application.identity.LetterBox;
import dev.cofferdam.application.identity.PublicLinks;
import dev.cofferdam.application.identity.SendLetter;
import dev.cofferdam.application.identity.WriteResetLetter;
import dev.cofferdam.application.identity.port.InMemoryMailer;
import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.LetterId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Carries letters from the letter box to a mailer in memory, whenever somebody looks. */
public final class PostOffice {
  public static final PublicLinks LINKS = new PublicLinks("https://cofferdam.example");
  private static final Pattern TOKEN = Pattern.compile("#token=(\\w+)");
  private static final int BATCH = 50;

  private final InMemoryMailer mailer = new InMemoryMailer();
  private final RelayOutbox relay;

  PostOffice(InMemoryWorld world, InstanceSealer sealer, WriteResetLetter writeReset, Clock clock) {
    SendLetter send = new SendLetter(world.transactions(), world.letters(), sealer, mailer, clock);
    relay =
        new RelayOutbox(
            world.outboxQueue(),
            Map.of(
                LetterBox.WRITTEN,
                event -> send.execute(LetterId.parse(event.subject()).orElseThrow()),
                ForgotPassword.FORGOTTEN,
                event -> writeReset.execute(LetterId.parse(event.subject()).orElseThrow())),
            BATCH);
  }

  /** All letters that were ever sent to somebody, oldest first. */
  public synchronized List<Letter> lettersTo(EmailAddress to) {
    // The second round is for what the first one has written.
    for (int round = 0; round < 2; round++) {
      while (relay.execute()) {
        // There may be more.
      }
    }
    return mailer.sent().stream().filter(letter -> letter.to().equals(to)).toList();
  }

  /** What the letters to somebody are about, oldest first. */
  public List<String> subjectsTo(EmailAddress to) {
    return lettersTo(to).stream().map(Letter::subject).toList();
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
