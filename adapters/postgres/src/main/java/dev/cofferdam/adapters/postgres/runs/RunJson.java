package dev.cofferdam.adapters.postgres.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.domain.runs.ArtifactPattern;
import dev.cofferdam.domain.runs.Ending.MaskedCount;
import java.util.List;
import java.util.Map;

/** The columns of a run that are JSON, because nothing is ever asked of what is in them. */
final class RunJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunJson() {}

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and numbers can always be written", e);
    }
  }

  static Map<String, String> variables(String json) {
    return read(json, new TypeReference<Map<String, String>>() {});
  }

  static List<ArtifactPattern> patterns(String json) {
    return read(json, new TypeReference<List<String>>() {}).stream()
        .map(ArtifactPattern::new)
        .toList();
  }

  static List<MaskedCount> masked(String json) {
    return read(json, new TypeReference<List<MaskedCount>>() {});
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run's row holds other JSON than was written", e);
    }
  }
}
