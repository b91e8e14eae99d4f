package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.domain.vault.format.Reading;
import dev.cofferdam.domain.vault.format.SecretFile;
import dev.cofferdam.domain.vault.format.SourceText;
import java.io.StringReader;
import java.util.Base64;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML mappings of names to texts, and to {@code !!binary}. It takes events and makes no
 * objects: there is nothing to nest, to construct or to repeat, and an anchor, an alias or a tag of
 * another kind ends the reading. What YAML 1.1 takes for a number, a truth value, a date or nothing
 * is a problem and not a text, as is a name given twice.
 */
final class YamlFile {
  /**
   * In UTF-16 code units: enough for what we write, a value of 64 KiB with all of it escaped. The
   * library takes time by the square of what stands in a line.
   */
  private static final int MAX_LINE = 400_000;

  private static final Resolver RESOLVER = new Resolver();

  private final SourceText source;
  private final Reading reading;
  private final Set<String> names = new HashSet<>();
  private final int length;
  private int markIndex;
  private int markOffset;

  private YamlFile(SourceText source) {
    this.source = source;
    this.reading = new Reading(source);
    this.length = source.text().codePointCount(0, source.text().length());
  }

  /** Takes any bytes and throws nothing. */
  static SecretFile read(byte[] file) {
    String unreadable = SourceText.whyUnreadable(file);
    return unreadable != null
        ? SecretFile.unreadable(unreadable)
        : new YamlFile(SourceText.asItIs(file)).readAll();
  }

  private SecretFile readAll() {
    if (reading.reportCharacters(0, source.text().length(), YamlFile::objection)) {
      return reading.file();
    }
    int longLine = longLine(source.text());
    if (longLine >= 0) {
      reading.problem(longLine, "a line of over " + MAX_LINE + " characters");
      return reading.file();
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(SecretFile.MAX_BYTES);
    Yaml yaml = new Yaml(new SafeConstructor(options));
    try {
      readStream(yaml.parse(new StringReader(source.text())).iterator());
    } catch (MarkedYAMLException malformed) {
      Mark mark = malformed.getProblemMark();
      reading.problem(mark == null ? markOffset : offsetOf(mark), "not YAML from here on");
    } catch (YAMLException | NumberFormatException malformed) {
      // Such as what the library says of a %YAML with too many digits.
      reading.problem(markOffset, "something behind this that YAML does not allow");
    }
    return reading.file();
  }

  /** Where the first line begins that is too long; -1 for none. */
  private static int longLine(String text) {
    int begin = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        begin = at + 1;
      } else if (at - begin >= MAX_LINE) {
        return begin;
      }
    }
    return -1;
  }

  private static @Nullable String objection(char c) {
    return Character.isSurrogate(c) || StreamReader.isPrintable(c)
        ? null
        : "a character that YAML does not allow";
  }

  private void readStream(Iterator<Event> events) {
    events.next();
    Event document = events.next();
    if (document instanceof StreamEndEvent) {
      return;
    }
    Event root = events.next();
    if (!(root instanceof MappingStartEvent start && start.getAnchor() == null)) {
      reading.problem(offsetOf(root.getStartMark()), "not a mapping of names to texts");
      return;
    }
    boolean goesOn = true;
    while (goesOn && !reading.isFull()) {
      goesOn = readEntry(events);
    }
  }

  /** Whether there may be another. */
  private boolean readEntry(Iterator<Event> events) {
    Event key = events.next();
    if (key instanceof MappingEndEvent) {
      events.next();
      Event next = events.next();
      if (next instanceof DocumentStartEvent) {
        reading.problem(offsetOf(next.getStartMark()), "a second document");
      }
      return false;
    }
    int nameAt = offsetOf(key.getStartMark());
    if (!(key instanceof ScalarEvent name && name.getAnchor() == null)) {
      reading.problem(nameAt, "not a name; reading stops here");
      return false;
    }
    if (!names.add(name.getValue())) {
      reading.problem(nameAt, "a name given twice");
    }
    Event value = events.next();
    if (!(value instanceof ScalarEvent scalar && scalar.getAnchor() == null)) {
      reading.problem(offsetOf(value.getStartMark()), "not a plain text; reading stops here");
      return false;
    }
    take(nameAt, name.getValue(), scalar);
    return true;
  }

  private void take(int nameAt, String name, ScalarEvent scalar) {
    // A mark of an empty value may lie before the end of its key.
    int valueAt = Math.max(nameAt, offsetOf(scalar.getStartMark()));
    String tag = tagOf(scalar);
    if (tag.equals(Tag.STR.getValue())) {
      reading.take(new Reading.Assignment(nameAt, name, valueAt, scalar.getValue()));
    } else if (tag.equals(Tag.BINARY.getValue())) {
      takeBytes(nameAt, name, valueAt, scalar.getValue());
    } else {
      reading.problem(
          valueAt, "no text for YAML, but a number, a truth value or the like; put it in quotes");
    }
  }

  private void takeBytes(int nameAt, String name, int valueAt, String value) {
    try {
      byte[] bytes = Base64.getDecoder().decode(value.replaceAll("[ \\t\\r\\n]", ""));
      reading.takeBytes(nameAt, name, valueAt, bytes);
    } catch (IllegalArgumentException malformed) {
      reading.problem(valueAt, "not base64");
    }
  }

  private static String tagOf(ScalarEvent scalar) {
    String tag = scalar.getTag();
    if (tag != null && !tag.equals("!")) {
      return tag;
    }
    boolean implicit = tag == null && scalar.isPlain();
    return implicit
        ? RESOLVER.resolve(NodeId.scalar, scalar.getValue(), true).getValue()
        : Tag.STR.getValue();
  }

  /** Marks count code points. */
  private int offsetOf(Mark mark) {
    int index = Math.min(mark.getIndex(), length);
    markOffset = source.text().offsetByCodePoints(markOffset, index - markIndex);
    markIndex = index;
    return markOffset;
  }
}
