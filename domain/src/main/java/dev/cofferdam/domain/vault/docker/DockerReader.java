package dev.cofferdam.domain.vault.docker;

import dev.cofferdam.domain.vault.format.Reading;
import dev.cofferdam.domain.vault.format.Scan;
import dev.cofferdam.domain.vault.format.SecretFile;
import dev.cofferdam.domain.vault.format.SourceText;

/**
 * Reads files as {@code docker run --env-file} does: a line is {@code NAME=value}, and all behind
 * the equals sign is the value, quotes and spaces at its end included. Lines that start with {@code
 * #}, and blank ones, say nothing. A name alone, which docker takes from its own environment, is a
 * problem here.
 */
public final class DockerReader {
  private final SourceText source;
  private final Reading reading;

  private DockerReader(SourceText source) {
    this.source = source;
    this.reading = new Reading(source);
  }

  /** Takes any bytes, in time linear in their number, and throws nothing. */
  public static SecretFile read(byte[] file) {
    String unreadable = SourceText.whyUnreadable(file);
    return unreadable != null
        ? SecretFile.unreadable(unreadable)
        : new DockerReader(SourceText.withLineFeeds(file)).readAll();
  }

  private SecretFile readAll() {
    String text = source.text();
    int at = 0;
    while (at < text.length() && !reading.isFull()) {
      int end = Scan.find(text, '\n', at, text.length());
      if (!reading.reportCharacters(at, end, any -> null)) {
        readLine(at, end);
      }
      at = end + 1;
    }
    return reading.file();
  }

  private void readLine(int start, int lineEnd) {
    String text = source.text();
    int end = lineEnd;
    if (end == text.length() && end > start && text.charAt(end - 1) == '\r') {
      end--;
    }
    int first = Scan.skipBlanks(text, start, end);
    if (first == end || text.charAt(first) == '#') {
      return;
    }
    int equals = Scan.find(text, '=', first, end);
    if (equals == end) {
      reading.problem(first, "not of the form NAME=value");
    } else if (DockerLine.isTooLong(text.substring(start, end))) {
      reading.problem(first, "a line of over " + DockerLine.MAX_BYTES + " bytes");
    } else {
      reading.take(
          new Reading.Assignment(
              first, text.substring(first, equals), equals + 1, text.substring(equals + 1, end)));
    }
  }
}
