package dev.cofferdam.adapters.http.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.StrictJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * JSON Schemas (draft 2020-12) of records, as {@link StrictJson} writes and reads them. Each is
 * described once and referred to by name.
 *
 * <p>A view has all its fields, and null where a field is {@code Optional} or {@code @Nullable}. A
 * request has those that {@code @Schema} calls required, and may have the others.
 */
final class Schemas {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final StrictJson json;
  private final Map<String, ObjectNode> components = new TreeMap<>();
  private final Map<String, JavaType> owners = new HashMap<>();

  Schemas(StrictJson json) {
    this.json = json;
  }

  /** All that were referred to so far, by name. */
  Map<String, ObjectNode> components() {
    return components;
  }

  /** A reference to the schema of a record, or of a type of the {@link Vocabulary}. */
  ObjectNode of(Type type) {
    return of(json.typeOf(type));
  }

  /** A reference to the schema of a page of these records. */
  ObjectNode pageOf(Class<?> view) {
    return of(json.typeOf(PageView.class, view));
  }

  private ObjectNode of(JavaType type) {
    Optional<ObjectNode> word = Vocabulary.of(type.getRawClass());
    if (word.isEmpty() && !type.getRawClass().isRecord()) {
      throw new IllegalStateException("no schema for " + type.toCanonical());
    }
    String name = nameOf(type);
    JavaType owner = owners.putIfAbsent(name, type);
    if (owner != null && !owner.equals(type)) {
      throw new IllegalStateException("two schemas would be called " + name);
    }
    if (owner == null) {
      components.put(name, word.orElseGet(() -> record(type)));
    }
    return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  /** {@code ProjectView} is {@code Project}, and a page of them is {@code ProjectPage}. */
  static String nameOf(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw == PageView.class) {
      return nameOf(type.containedType(0)) + "Page";
    }
    String name = raw.getSimpleName().replaceAll("(?<=.)View$", "");
    Class<?> around = raw.getEnclosingClass();
    return around != null && raw.isRecord() && around.isRecord()
        ? around.getSimpleName().replaceAll("View$", "") + name
        : name;
  }

  private ObjectNode record(JavaType type) {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    Schema note = type.getRawClass().getAnnotation(Schema.class);
    if (note != null && !note.description().isEmpty()) {
      schema.put("description", note.description());
    }
    ObjectNode properties = NODES.objectNode();
    ArrayNode required = NODES.arrayNode();
    properties(type, properties, required);
    schema.set("properties", properties);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  private void properties(JavaType type, ObjectNode properties, ArrayNode required) {
    boolean request = isRequest(type.getRawClass());
    for (BeanPropertyDefinition each : json.propertiesOf(type)) {
      Field field = fieldOf(type.getRawClass(), each);
      if (field.isAnnotationPresent(JsonUnwrapped.class)) {
        properties(each.getPrimaryType(), properties, required);
        continue;
      }
      SchemaNote note = SchemaNote.of(field);
      properties.set(each.getName(), property(each.getPrimaryType(), note));
      if (request ? note.required() : !field.isAnnotationPresent(JsonInclude.class)) {
        required.add(each.getName());
      }
    }
  }

  private static boolean isRequest(Class<?> type) {
    Class<?> outer = type;
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    return outer.getSimpleName().endsWith("Request");
  }

  private static Field fieldOf(Class<?> type, BeanPropertyDefinition property) {
    try {
      return type.getDeclaredField(property.getInternalName());
    } catch (NoSuchFieldException noComponent) {
      throw new IllegalStateException(
          type.getName() + " would write " + property.getName() + ", which is no component of it",
          noComponent);
    }
  }

  private ObjectNode property(JavaType type, SchemaNote note) {
    boolean text = leafOf(type).getRawClass() == String.class;
    return note.described(note.nullable() ? nullable(value(type, note)) : value(type, note), text);
  }

  private ObjectNode value(JavaType type, SchemaNote note) {
    Class<?> raw = type.getRawClass();
    if (type.isReferenceType() && type.getReferencedType() != null && raw == Optional.class) {
      return value(type.getReferencedType(), note);
    }
    if (type.isCollectionLikeType()) {
      ObjectNode schema = NODES.objectNode().put("type", "array");
      note.bound(schema);
      return schema.set("items", value(type.getContentType(), note));
    }
    if (type.isMapLikeType()) {
      ObjectNode schema = NODES.objectNode().put("type", "object");
      return schema.set("additionalProperties", value(type.getContentType(), note));
    }
    if (note.type().isPresent()) {
      return of(note.type().get());
    }
    return JsonScalars.of(raw).map(note::narrowed).orElseGet(() -> of(type));
  }

  private static JavaType leafOf(JavaType type) {
    JavaType leaf = type;
    while (leaf.isReferenceType() && leaf.getReferencedType() != null) {
      leaf = leaf.getReferencedType();
    }
    return leaf;
  }

  private static ObjectNode nullable(ObjectNode schema) {
    if (schema.has("type") && schema.get("type").isTextual()) {
      String type = schema.get("type").asText();
      if (schema.get("enum") instanceof ArrayNode values) {
        values.addNull();
      }
      schema.putArray("type").add(type).add("null");
      return schema;
    }
    ObjectNode either = NODES.objectNode();
    either.putArray("anyOf").add(schema).add(NODES.objectNode().put("type", "null"));
    return either;
  }
}
