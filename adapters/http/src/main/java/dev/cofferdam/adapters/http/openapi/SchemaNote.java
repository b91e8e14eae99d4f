package dev.cofferdam.adapters.http.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a record's component says of itself with {@code @Schema}, and {@code @ArraySchema} for a
 * list's bounds. Of a list or a map, {@code implementation} and limits speak of what is in it,
 * description and example of the whole.
 *
 * @param nullable whether it may be null
 */
record SchemaNote(@Nullable Schema schema, @Nullable ArraySchema list, boolean nullable) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final Set<Class<?>> OPTIONAL =
      Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

  static SchemaNote of(Field field) {
    return new SchemaNote(
        field.getAnnotation(Schema.class), field.getAnnotation(ArraySchema.class), isNull(field));
  }

  /** What must be there is not null, and what is left out instead is not either. */
  private static boolean isNull(Field field) {
    Schema schema = field.getAnnotation(Schema.class);
    boolean optional =
        OPTIONAL.contains(field.getType())
            || field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return optional
        && !field.isAnnotationPresent(JsonInclude.class)
        && (schema == null || schema.requiredMode() != Schema.RequiredMode.REQUIRED);
  }

  static SchemaNote of(Schema schema) {
    return new SchemaNote(schema, null, false);
  }

  boolean required() {
    return schema != null && schema.requiredMode() == Schema.RequiredMode.REQUIRED;
  }

  /** The type that a text is of, where it is of one. */
  Optional<Class<?>> type() {
    return schema == null || schema.implementation() == Void.class
        ? Optional.empty()
        : Optional.of(schema.implementation());
  }

  /** A list's schema with its bounds. */
  void bound(ObjectNode array) {
    if (list != null) {
      if (list.minItems() != Integer.MAX_VALUE) {
        array.put("minItems", list.minItems());
      }
      if (list.maxItems() != Integer.MIN_VALUE) {
        array.put("maxItems", list.maxItems());
      }
    }
  }

  /** A scalar's schema with its limits. */
  ObjectNode narrowed(ObjectNode scalar) {
    if (schema == null) {
      return scalar;
    }
    put(scalar, "format", schema.format());
    put(scalar, "pattern", schema.pattern());
    if (!schema.minimum().isEmpty()) {
      scalar.set("minimum", parse(schema.minimum()));
    }
    if (!schema.maximum().isEmpty()) {
      scalar.set("maximum", parse(schema.maximum()));
    }
    if (schema.minLength() > 0) {
      scalar.put("minLength", schema.minLength());
    }
    if (schema.maxLength() < Integer.MAX_VALUE) {
      scalar.put("maxLength", schema.maxLength());
    }
    if (schema.allowableValues().length > 0) {
      Arrays.stream(schema.allowableValues()).forEach(scalar.putArray("enum")::add);
    }
    return scalar;
  }

  /**
   * A schema with its description, default and example.
   *
   * @param text whether the default and the example are text, and not JSON
   */
  ObjectNode described(ObjectNode whole, boolean text) {
    if (schema == null) {
      return whole;
    }
    put(whole, "description", schema.description());
    if (!schema.defaultValue().isEmpty()) {
      whole.set("default", valueOf(schema.defaultValue(), text));
    }
    if (!schema.example().isEmpty()) {
      whole.putArray("examples").add(valueOf(schema.example(), text));
    }
    return whole;
  }

  private static void put(ObjectNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }

  static JsonNode valueOf(String value, boolean text) {
    return text ? TextNode.valueOf(value) : parse(value);
  }

  private static JsonNode parse(String value) {
    try {
      return MAPPER.readTree(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON in an annotation: " + value, e);
    }
  }
}
