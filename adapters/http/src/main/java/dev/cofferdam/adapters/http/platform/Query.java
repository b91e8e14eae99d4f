package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Refusal;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request's query parameters: each known, at most once, up to {@link #MAX_LENGTH} characters of
 * text.
 */
public final class Query {
  private static final int MAX_LENGTH = 1_000;

  private final Map<String, String> values = new HashMap<>();

  private Query() {}

  /**
   * @throws Refusal {@code unknown_field} for a parameter that is not among {@code known}, {@code
   *     invalid_field} for one that comes twice or can't be text
   */
  public static Query of(UriInfo uri, String... known) {
    Query query = new Query();
    Set<String> names = Set.of(known);
    uri.getQueryParameters().forEach((name, values) -> query.take(names, name, values));
    return query;
  }

  private void take(Set<String> names, String name, List<String> found) {
    if (!names.contains(name)) {
      throw Faults.field("unknown_field", name, "is not a parameter of this request");
    }
    String value = found.get(0);
    if (found.size() > 1) {
      throw Refusal.invalid(name, "comes more than once");
    }
    if (value.length() > MAX_LENGTH || value.codePoints().anyMatch(Query::isNoText)) {
      throw Refusal.invalid(name, "must be at most " + MAX_LENGTH + " characters of text");
    }
    values.put(name, value);
  }

  private static boolean isNoText(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A whole number from {@code least} to {@code most}. */
  public Optional<Long> number(String name, long least, long most) {
    return text(name).map(value -> parse(name, value, least, most));
  }

  private static long parse(String name, String value, long least, long most) {
    if (value.length() <= 19 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      try {
        long number = Long.parseLong(value);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException empty) {
        // refused below, like a number out of range
      }
    }
    throw Refusal.invalid(name, "must be a whole number from " + least + " to " + most);
  }

  /** {@code true} or {@code false}; false when absent. */
  public boolean flag(String name) {
    return switch (values.getOrDefault(name, "false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusal.invalid(name, "must be true or false");
    };
  }
}
