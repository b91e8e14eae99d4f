package dev.cofferdam.adapters.http.platform;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.cofferdam.domain.access.Refusal;
import java.util.Collection;

/** Says what is wrong with a JSON body without repeating any of its values. */
final class JsonFaults {
  private JsonFaults() {}

  static Refusal refusalOf(JsonProcessingException fault) {
    if (fault instanceof JsonMappingException mapping) {
      return ofMapping(mapping);
    }
    return ofSyntax(fault);
  }

  private static Refusal ofMapping(JsonMappingException fault) {
    String path = pathOf(fault);
    if (fault instanceof UnrecognizedPropertyException) {
      return Faults.field("unknown_field", path, "is not a field of this request");
    }
    if (fault instanceof InvalidNullException) {
      return Faults.field("wrong_type", path, "must not be null");
    }
    if (fault instanceof MismatchedInputException mismatch) {
      String wanted = wanted(mismatch.getTargetType());
      return path.isEmpty()
          ? Faults.malformed("wrong_type", "The body must be a JSON object.")
          : Faults.field("wrong_type", path, "must be " + wanted);
    }
    Throwable cause = fault.getCause();
    if (cause instanceof Refusal refusal) {
      return Faults.renamed(refusal, path);
    }
    if (cause instanceof InputCoercionException) {
      return Faults.field("wrong_type", path, "is out of range");
    }
    return cause instanceof JsonProcessingException syntax ? ofSyntax(syntax) : ofSyntax(fault);
  }

  private static Refusal ofSyntax(JsonProcessingException fault) {
    if (fault instanceof StreamConstraintsException) {
      return Faults.malformed(
          "malformed_json",
          "The body is deeper than "
              + StrictJson.MAX_DEPTH
              + " levels, or a name or number in it is too long.");
    }
    JsonLocation at = fault.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    String what =
        String.valueOf(fault.getOriginalMessage()).startsWith("Duplicate")
            ? "The body has a field twice"
            : "The body is not well-formed JSON";
    return Faults.malformed("malformed_json", what + where + ".");
  }

  /** {@code resources.cpus}, {@code commands[2]}. */
  private static String pathOf(JsonMappingException fault) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : fault.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String wanted(Class<?> type) {
    if (type == String.class) {
      return "a string";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == Double.class || type == double.class) {
      return "a number";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }
}
