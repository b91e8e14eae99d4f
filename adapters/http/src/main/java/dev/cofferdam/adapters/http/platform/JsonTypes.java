package dev.cofferdam.adapters.http.platform;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.cofferdam.domain.access.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/** How this API reads strings and writes times. */
final class JsonTypes extends SimpleModule {
  private static final long serialVersionUID = 1;

  JsonTypes() {
    super("cofferdam");
    addDeserializer(String.class, new StrictString());
    addSerializer(Instant.class, new Timestamp());
  }

  /** Takes JSON strings alone, and none with half of a surrogate pair, which no UTF-8 can say. */
  private static final class StrictString extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1;

    StrictString() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (String) context.handleUnexpectedToken(String.class, parser);
      }
      String text = parser.getText();
      if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
        throw Refusal.invalid("body", "must be well-formed Unicode");
      }
      return text;
    }
  }

  /** RFC 3339 in UTC with microseconds, which is what the database keeps. */
  private static final class Timestamp extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter MICROS =
        new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    Timestamp() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant at, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(MICROS.format(at));
    }
  }
}
