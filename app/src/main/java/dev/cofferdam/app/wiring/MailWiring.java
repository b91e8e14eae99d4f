package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.mail.identity.FolderMailer;
import dev.cofferdam.adapters.mail.identity.ResourceLetterTemplates;
import dev.cofferdam.adapters.mail.identity.SmtpMailer;
import dev.cofferdam.adapters.postgres.events.JdbiOutboxQueue;
import dev.cofferdam.adapters.postgres.identity.JdbiLetterStore;
import dev.cofferdam.adapters.postgres.identity.JdbiMutedTopicStore;
import dev.cofferdam.app.background.BellThread;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.application.events.RelayOutbox;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.identity.ForgotPassword;
import dev.cofferdam.application.identity.LetterBox;
import dev.cofferdam.application.identity.PublicLinks;
import dev.cofferdam.application.identity.SendLetter;
import dev.cofferdam.application.identity.WriteResetLetter;
import dev.cofferdam.application.identity.port.LetterStore;
import dev.cofferdam.application.identity.port.Mailer;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.LetterId;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Letters: who writes them, and who sends them. */
final class MailWiring {
  /** A mail server may take minutes for a letter, and the queue's transaction is open meanwhile. */
  private static final int ONE_AT_A_TIME = 1;

  final LetterBox letterBox;
  final PublicLinks links;
  final Outbox outbox;
  private final DatabaseWiring database;
  private final SendLetter send;

  MailWiring(
      CofferdamConfiguration config,
      DatabaseWiring database,
      KeyWiring keys,
      Outbox outbox,
      IdSource ids,
      Clock clock) {
    this.database = database;
    this.outbox = outbox;
    LetterStore letters = new JdbiLetterStore(database.app);
    links = new PublicLinks(config.publicUrl());
    letterBox =
        new LetterBox(
            new ResourceLetterTemplates(config.publicUrl(), config.mail().support()),
            letters,
            new JdbiMutedTopicStore(database.app),
            keys.instanceSealer,
            outbox,
            ids,
            clock);
    send = new SendLetter(database.app, letters, keys.instanceSealer, mailer(config, clock), clock);
  }

  /**
   * @param bell released by who has committed an event
   */
  BellThread thread(WriteResetLetter writeReset, Semaphore bell) {
    RelayOutbox relay =
        new RelayOutbox(
            new JdbiOutboxQueue(database.system),
            Map.of(
                LetterBox.WRITTEN,
                event -> send.execute(LetterId.parse(event.subject()).orElseThrow()),
                ForgotPassword.FORGOTTEN,
                event -> writeReset.execute(LetterId.parse(event.subject()).orElseThrow())),
            ONE_AT_A_TIME);
    return new BellThread("mail-relay", relay::execute, bell);
  }

  private static Mailer mailer(CofferdamConfiguration config, Clock clock) {
    return config
        .mail()
        .server()
        .<Mailer>map(server -> new SmtpMailer(server, config.mail().sender(), clock))
        .orElseGet(
            () ->
                new FolderMailer(config.dataDir().resolve("mail"), config.mail().sender(), clock));
  }
}
