package dev.cofferdam.adapters.mail.identity;

import dev.cofferdam.domain.identity.EmailAddress;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The letters of a server that has no mail server, as {@link FolderMailer} put them down, for who
 * opens them instead of a person.
 */
public final class LetterFolder {
  private static final Pattern TOKEN = Pattern.compile("#token=(\\w+)");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Path folder;
  private final Map<Path, Opened> opened = new ConcurrentHashMap<>();

  /** Whom a letter is to, and the token in its link; empty where there is none. */
  private record Opened(String to, String token) {
    boolean isTo(EmailAddress address) {
      return to.equals(address.value());
    }
  }

  /**
   * @param dataDir of the server
   */
  public LetterFolder(Path dataDir) {
    this.folder = dataDir.resolve("mail");
  }

  /**
   * The token in the link of the newest letter to this address; waits a minute for one to come.
   *
   * @param kind what the token begins with, so what the letter is for
   */
  public String awaitToken(String email, String kind) throws IOException, InterruptedException {
    EmailAddress address = EmailAddress.parse(email);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<String> token = newestToken(address, kind);
      if (token.isPresent()) {
        return token.get();
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("No letter to " + email + " came into " + folder + ".");
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private Optional<String> newestToken(EmailAddress address, String kind) throws IOException {
    for (Path file : newestFirst()) {
      Opened letter = opened.get(file);
      if (letter == null) {
        letter = open(file);
        opened.put(file, letter);
      }
      if (letter.isTo(address) && letter.token().startsWith(kind)) {
        return Optional.of(letter.token());
      }
    }
    return Optional.empty();
  }

  private static Opened open(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MimeMessage letter = new MimeMessage(Session.getInstance(new Properties()), in);
      Matcher token = TOKEN.matcher(textOf(letter));
      InternetAddress to = (InternetAddress) letter.getRecipients(RecipientType.TO)[0];
      return new Opened(to.getAddress(), token.find() ? token.group(1) : "");
    } catch (MessagingException e) {
      throw new IOException("The letter " + file + " can't be read.", e);
    }
  }

  private static String textOf(MimeMessage letter) throws MessagingException, IOException {
    return (String) ((Multipart) letter.getContent()).getBodyPart(0).getContent();
  }

  private List<Path> newestFirst() throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }
}
