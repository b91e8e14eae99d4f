package dev.cofferdam.adapters.mail.identity;

import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.application.identity.port.MailNotSent;
import dev.cofferdam.application.identity.port.Mailer;
import dev.cofferdam.domain.identity.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.UUID;

/**
 * Puts each letter into a folder as an {@code .eml} file, for installations without a mail server
 * and for trying things out. A file appears whole, and its owner alone may read it; names sort by
 * time.
 */
public final class FolderMailer implements Mailer {
  private static final System.Logger LOG = System.getLogger(FolderMailer.class.getName());
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Clock clock;
  private final LetterWriter writer;
  private final Session session = Session.getInstance(MailProperties.base());

  /**
   * @param folder is made when it is missing
   */
  public FolderMailer(Path folder, EmailAddress from, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.writer = new LetterWriter(from, clock);
  }

  @Override
  public void send(Letter letter) {
    MimeMessage message = writer.write(session, letter);
    String name = TIME.format(clock.instant()) + "-" + UUID.randomUUID() + ".eml";
    try {
      Files.createDirectories(folder, permissions("rwx------"));
      Path draft = folder.resolve("." + name + ".draft");
      try {
        write(message, draft);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException | MessagingException e) {
      throw new MailNotSent(
          "The letter can't be written to " + folder + " (" + e.getClass().getSimpleName() + ").",
          false);
    }
    LOG.log(
        Level.INFO, "There is no mail server, so a letter was put into {0}", folder.resolve(name));
  }

  private static void write(MimeMessage message, Path draft)
      throws IOException, MessagingException {
    Set<StandardOpenOption> create =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel file = FileChannel.open(draft, create, permissions("rw-------"))) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file));
      message.writeTo(out);
      out.flush();
      file.force(true);
    }
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}
