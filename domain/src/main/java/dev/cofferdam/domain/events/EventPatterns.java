package dev.cofferdam.domain.events;

import dev.cofferdam.domain.access.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which types of events somebody wants: types, {@code noun.*} for all of a noun, or {@code *} for
 * all there are. Types that come with later versions belong to the patterns that match them.
 */
public record EventPatterns(List<String> patterns) {
  public static final EventPatterns ALL = new EventPatterns(List.of("*"));

  public static final int MAX = 50;

  /**
   * @throws Refusal {@code invalid_field} for {@code types}
   */
  public EventPatterns {
    patterns = List.copyOf(new LinkedHashSet<>(patterns));
    if (patterns.isEmpty() || patterns.size() > MAX) {
      throw Refusal.invalid("types", "must be 1 to " + MAX + " types of events");
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (EventType.matching(patterns.get(i)).isEmpty()) {
        throw Refusal.invalid(
            "types[" + i + "]", "must be a type of event, all of a noun as run.*, or *");
      }
    }
  }

  /** The types that there are of these. */
  public Set<EventType> types() {
    Set<EventType> types = new LinkedHashSet<>();
    patterns.forEach(pattern -> types.addAll(EventType.matching(pattern)));
    return types;
  }

  public boolean match(String type) {
    Optional<EventType> known = EventType.ofCode(type);
    return known.isPresent() && types().contains(known.get());
  }
}
