package dev.cofferdam.adapters.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What Java's own types are in JSON. */
final class JsonScalars {
  private record Scalar(String type, String format) {}

  private static final Scalar TEXT = new Scalar("string", "");
  private static final Scalar FLAG = new Scalar("boolean", "");
  private static final Scalar INT = new Scalar("integer", "int32");
  private static final Scalar LONG = new Scalar("integer", "int64");
  private static final Scalar DOUBLE = new Scalar("number", "double");
  private static final Scalar NUMBER = new Scalar("number", "");

  /** Any JSON at all. */
  private static final Scalar ANYTHING = new Scalar("", "");

  private static final Map<Class<?>, Scalar> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, TEXT),
          Map.entry(boolean.class, FLAG),
          Map.entry(Boolean.class, FLAG),
          Map.entry(int.class, INT),
          Map.entry(Integer.class, INT),
          Map.entry(OptionalInt.class, INT),
          Map.entry(long.class, LONG),
          Map.entry(Long.class, LONG),
          Map.entry(OptionalLong.class, LONG),
          Map.entry(double.class, DOUBLE),
          Map.entry(Double.class, DOUBLE),
          Map.entry(OptionalDouble.class, DOUBLE),
          Map.entry(BigDecimal.class, NUMBER),
          Map.entry(JsonNode.class, ANYTHING),
          Map.entry(Object.class, ANYTHING));

  private JsonScalars() {}

  /** The schema of a type; empty for records, and for what the {@link Vocabulary} knows. */
  static Optional<ObjectNode> of(Class<?> type) {
    return Optional.ofNullable(SCALARS.get(type)).map(JsonScalars::schema);
  }

  private static ObjectNode schema(Scalar scalar) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (!scalar.type().isEmpty()) {
      schema.put("type", scalar.type());
    }
    if (!scalar.format().isEmpty()) {
      schema.put("format", scalar.format());
    }
    return schema;
  }
}
