package dev.cofferdam.adapters.http.platform;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.cofferdam.domain.access.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * JSON (RFC 8259) as this API takes and gives it: {@code snake_case}, no field that is unknown or
 * comes twice, no value bent into another type, nothing behind the end, at most {@link #MAX_DEPTH}
 * deep. What is not so is refused, with the field's path where there is one, and never repeated in
 * the refusal.
 */
public final class StrictJson {
  static final int MAX_DEPTH = 50;
  private static final int MAX_FIELD_NAME = 512;
  private static final int MAX_NUMBER = 64;

  private final JsonMapper mapper;

  public StrictJson() {
    StreamReadConstraints bounds =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNameLength(MAX_FIELD_NAME)
            .maxNumberLength(MAX_NUMBER)
            .build();
    mapper =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(bounds)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .addModule(new Jdk8Module())
            .addModule(new JsonTypes())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();
  }

  /**
   * @throws Refusal {@code missing_body}, {@code malformed_json}, {@code unknown_field}, {@code
   *     wrong_type} or {@code invalid_field}
   */
  <T> T read(byte[] body, Class<T> type) {
    if (body.length == 0) {
      throw refused("missing_body", "The body must be a JSON object.");
    }
    try (JsonParser parser = mapper.createParser(decode(body))) {
      T value = mapper.readValue(parser, type);
      if (value == null) {
        throw refused("wrong_type", "The body must be a JSON object.");
      }
      if (parser.nextToken() != null) {
        throw refused("malformed_json", "Something follows the end of the JSON object.");
      }
      return value;
    } catch (JsonProcessingException malformed) {
      throw JsonFaults.refusalOf(malformed);
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory", impossible);
    }
  }

  /**
   * What somebody else's JSON says, whose fields are not ours to know.
   *
   * @throws Refusal {@code missing_body}, {@code malformed_json} or {@code wrong_type}
   */
  public JsonNode readTree(byte[] body) {
    JsonNode tree = read(body, JsonNode.class);
    if (!tree.isObject()) {
      throw refused("wrong_type", "The body must be a JSON object.");
    }
    return tree;
  }

  public byte[] write(Object view) {
    try {
      return mapper.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("can't write a " + view.getClass().getSimpleName(), e);
    }
  }

  /** What {@link #write} writes, as a tree. */
  public JsonNode tree(Object view) {
    return mapper.valueToTree(view);
  }

  public JavaType typeOf(Type type) {
    return mapper.constructType(type);
  }

  /** A generic type with what it holds. */
  public JavaType typeOf(Class<?> generic, Class<?> content) {
    return mapper.getTypeFactory().constructParametricType(generic, content);
  }

  /** The properties that {@link #write} gives a type, by their names in JSON. */
  public List<BeanPropertyDefinition> propertiesOf(JavaType type) {
    return mapper.getSerializationConfig().introspect(type).findProperties();
  }

  private static String decode(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw refused("malformed_json", "The body is not well-formed UTF-8.");
    }
  }

  private static Refusal refused(String code, String detail) {
    return Faults.malformed(code, detail);
  }
}
