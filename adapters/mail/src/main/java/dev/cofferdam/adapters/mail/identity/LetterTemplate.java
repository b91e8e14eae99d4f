package dev.cofferdam.adapters.mail.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of one letter, from a file beside this class: a line {@code Subject: …}, then
 * paragraphs with an empty line between them. {@code {name}} stands for a value, and a paragraph
 * {@code [words]({link})} is a button. Text and HTML are made of the same paragraphs, so they can't
 * differ.
 *
 * @param subject may hold values
 */
record LetterTemplate(String subject, List<Paragraph> paragraphs) {
  private static final String SUBJECT = "Subject: ";
  private static final Pattern VALUE = Pattern.compile("\\{([a-z_]+)}");
  private static final Pattern BUTTON = Pattern.compile("\\[([^\\]]+)]\\((\\{[a-z_]+})\\)");

  LetterTemplate {
    paragraphs = List.copyOf(paragraphs);
  }

  /** A part of a letter. */
  sealed interface Paragraph {
    /** Running text on one line. */
    record Prose(String words) implements Paragraph {}

    /**
     * @param link a value
     */
    record Button(String words, String link) implements Paragraph {}
  }

  /**
   * @param name of the file, without {@code .txt}
   * @throws IllegalStateException when there is none, or it has no subject
   */
  static LetterTemplate named(String name) {
    List<String> parts =
        Arrays.stream(resource(name + ".txt").split("\n\\s*\n"))
            .map(part -> part.strip().replaceAll("\\s*\n\\s*", " "))
            .filter(part -> !part.isEmpty())
            .toList();
    if (parts.isEmpty() || !parts.get(0).startsWith(SUBJECT)) {
      throw new IllegalStateException("the letter " + name + " has no subject");
    }
    return new LetterTemplate(
        parts.get(0).substring(SUBJECT.length()),
        parts.stream().skip(1).map(LetterTemplate::paragraph).toList());
  }

  /** This one with another's paragraphs behind its own. */
  LetterTemplate followedBy(LetterTemplate footer) {
    return new LetterTemplate(
        subject, Stream.concat(paragraphs.stream(), footer.paragraphs.stream()).toList());
  }

  private static Paragraph paragraph(String text) {
    Matcher button = BUTTON.matcher(text);
    return button.matches()
        ? new Paragraph.Button(button.group(1), button.group(2))
        : new Paragraph.Prose(text);
  }

  /** The file of this name beside this class, with the line ends of Unix. */
  static String resource(String name) {
    try (InputStream in = LetterTemplate.class.getResourceAsStream("letters/" + name)) {
      if (in == null) {
        throw new IllegalStateException("there is no file letters/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts values into words; a value is never looked through for others. */
  static String fill(String words, UnaryOperator<String> valueOf) {
    return VALUE
        .matcher(words)
        .replaceAll(match -> Matcher.quoteReplacement(valueOf.apply(match.group(1))));
  }

  /** As plain text; {@code valueOf} gives values as they are to be read. */
  String text(UnaryOperator<String> valueOf) {
    return paragraphs.stream()
        .map(paragraph -> fill(textOf(paragraph), valueOf))
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String textOf(Paragraph paragraph) {
    return paragraph instanceof Paragraph.Button button
        ? button.words() + ":\n" + button.link()
        : ((Paragraph.Prose) paragraph).words();
  }
}
