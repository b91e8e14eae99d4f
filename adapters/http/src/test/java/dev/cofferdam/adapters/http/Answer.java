package dev.cofferdam.adapters.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the server answered. */
public record Answer(int status, HttpHeaders headers, String body) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  public static Answer of(HttpResponse<byte[]> response) {
    return new Answer(
        response.statusCode(),
        response.headers(),
        new String(response.body(), StandardCharsets.UTF_8));
  }

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  public JsonNode json() {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + body, e);
    }
  }

  /** Everything of an answer but what differs between any two requests. */
  public Map<String, Object> comparable() {
    Map<String, List<String>> all = new TreeMap<>(headers.map());
    String id = header("X-Request-Id").orElseThrow();
    all.remove("x-request-id");
    all.remove("date");
    all.computeIfPresent("ratelimit", (name, values) -> without(values, "([rt])=[0-9]+"));
    return Map.of("status", status, "headers", all, "body", body.replace(id, "REQUEST"));
  }

  private static List<String> without(List<String> values, String counters) {
    return values.stream().map(value -> value.replaceAll(counters, "$1=")).toList();
  }

  /** The text at a path such as {@code /user/id}. */
  public String text(String pointer) {
    return json().at(pointer).asText();
  }
}
