package dev.cofferdam.adapters.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.adapters.http.TestServer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an annotation says comes into the document: none has an attribute that nobody reads. */
final class AnnotationsTest {
  private static final Map<Class<? extends Annotation>, Set<String>> READ =
      Map.of(
          Operation.class, Set.of("operationId", "summary", "description"),
          Parameter.class, Set.of("name", "description", "schema", "example", "required"),
          RequestBody.class, Set.of("description"),
          ArraySchema.class, Set.of("minItems", "maxItems"),
          Schema.class,
              Set.of(
                  "description",
                  "implementation",
                  "type",
                  "format",
                  "pattern",
                  "minimum",
                  "maximum",
                  "minLength",
                  "maxLength",
                  "allowableValues",
                  "defaultValue",
                  "example",
                  "requiredMode"));

  private final List<String> unread = new ArrayList<>();
  private final Set<Class<?>> seen = new HashSet<>();
  private int annotations;

  @Test
  void saysNothingThatNobodyReads() throws Exception {
    try (TestServer server = TestServer.start()) {
      for (Route route : Route.of(server.resourceClasses())) {
        for (var method : route.methods()) {
          judge(Route.method(method));
        }
      }
    }
    assertThat(unread).isEmpty();
    assertThat(annotations).isGreaterThan(200);
  }

  private void judge(Method method) throws Exception {
    judgeElement(method);
    for (var parameter : method.getParameters()) {
      judgeElement(parameter);
      judge(parameter.getParameterizedType());
    }
    judge(method.getGenericReturnType());
    for (Responds answer : method.getAnnotationsByType(Responds.class)) {
      judge(answer.view());
      judge(answer.pageOf());
    }
  }

  private void judge(Type type) throws Exception {
    if (type instanceof ParameterizedType generic) {
      judge(generic.getRawType());
      for (Type part : generic.getActualTypeArguments()) {
        judge(part);
      }
    } else if (type instanceof Class<?> raw && raw.isRecord() && seen.add(raw)) {
      judgeElement(raw);
      for (Field field : raw.getDeclaredFields()) {
        judgeElement(field);
        judge(field.getGenericType());
      }
    }
  }

  private void judgeElement(AnnotatedElement element) throws Exception {
    for (Class<? extends Annotation> type : READ.keySet()) {
      for (Annotation each : element.getAnnotationsByType(type)) {
        judge(element.toString(), each);
      }
    }
  }

  private void judge(String where, Annotation annotation) throws Exception {
    annotations++;
    Class<? extends Annotation> type = annotation.annotationType();
    for (Method attribute : type.getDeclaredMethods()) {
      Object value = attribute.invoke(annotation);
      if (value instanceof Schema schema && type == Parameter.class) {
        judge(where, schema);
      } else if (!READ.get(type).contains(attribute.getName())
          && !Objects.deepEquals(value, attribute.getDefaultValue())) {
        unread.add(where + ": @" + type.getSimpleName() + "." + attribute.getName());
      }
    }
  }
}
