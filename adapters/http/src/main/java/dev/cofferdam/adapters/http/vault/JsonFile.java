package dev.cofferdam.adapters.http.vault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.cofferdam.domain.vault.format.Reading;
import dev.cofferdam.domain.vault.format.SecretFile;
import dev.cofferdam.domain.vault.format.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads JSON objects of texts; a value may also be <code>{"encoding": "base64", "value": …}</code>.
 * Nothing else is taken for a text: no number, no truth value, no null. A name given twice is a
 * problem.
 */
final class JsonFile {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private static final String NO_TEXT =
      "neither a text in quotes nor {\"encoding\": \"base64\", \"value\": …}";

  private final SourceText source;
  private final Reading reading;
  private final Set<String> names = new HashSet<>();

  private JsonFile(SourceText source) {
    this.source = source;
    this.reading = new Reading(source);
  }

  /** Takes any bytes and throws nothing. */
  static SecretFile read(byte[] file) {
    String unreadable = SourceText.whyUnreadable(file);
    return unreadable != null
        ? SecretFile.unreadable(unreadable)
        : new JsonFile(SourceText.asItIs(file)).readAll();
  }

  private SecretFile readAll() {
    String text = source.text();
    if (reading.reportCharacters(0, text.length(), any -> null)) {
      return reading.file();
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      try {
        readObject(parser);
      } catch (JsonEOFException unfinished) {
        reading.problem(offsetOf(parser), "not JSON from here on");
      } catch (JsonProcessingException malformed) {
        // The parser has passed the character that it does not like.
        reading.problem(clamp(offsetOf(parser) - 1L), "not JSON from here on");
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return reading.file();
  }

  private void readObject(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      reading.problem(startOf(parser), "not a JSON object of names and texts");
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME && !reading.isFull()) {
      int nameAt = startOf(parser);
      String name = parser.currentName();
      boolean again = !names.add(name);
      if (again) {
        reading.problem(nameAt, "a name given twice");
      }
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_STRING && !again) {
        reading.take(new Reading.Assignment(nameAt, name, startOf(parser), parser.getText()));
      } else if (token == JsonToken.START_OBJECT && !again) {
        readBytes(parser, nameAt, name);
      } else if (token != JsonToken.VALUE_STRING) {
        reading.problem(startOf(parser), NO_TEXT);
        parser.skipChildren();
      }
    }
    if (!reading.isFull() && parser.nextToken() != null) {
      reading.problem(startOf(parser), "something after the object");
    }
  }

  private void readBytes(JsonParser parser, int nameAt, String name) throws IOException {
    int valueAt = startOf(parser);
    String encoding = "";
    String value = "";
    int fields = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      fields++;
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        parser.skipChildren();
      } else if (field.equals("encoding")) {
        encoding = parser.getText();
      } else if (field.equals("value")) {
        value = parser.getText();
        fields++;
      }
    }
    if (fields != 3 || !encoding.equals("base64")) {
      reading.problem(valueAt, NO_TEXT);
      return;
    }
    try {
      reading.takeBytes(nameAt, name, valueAt, Base64.getDecoder().decode(value));
    } catch (IllegalArgumentException malformed) {
      reading.problem(valueAt, "not base64");
    }
  }

  private int startOf(JsonParser parser) {
    return clamp(parser.currentTokenLocation().getCharOffset());
  }

  private int offsetOf(JsonParser parser) {
    return clamp(parser.currentLocation().getCharOffset());
  }

  private int clamp(long offset) {
    return (int) Math.max(0, Math.min(offset, source.text().length()));
  }
}
