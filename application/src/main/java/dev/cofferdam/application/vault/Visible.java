package dev.cofferdam.application.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** A page of what a caller may know of, from a list that has more. */
final class Visible {
  private Visible() {}

  /**
   * @param after the key that the page starts behind
   * @param page asks for items behind a key, at most so many
   * @param keyOf an item's key
   */
  static <T> List<T> upTo(
      int limit,
      String after,
      BiFunction<String, Integer, List<T>> page,
      Function<T, String> keyOf,
      Predicate<T> isVisible) {
    List<T> visible = new ArrayList<>();
    String last = after;
    List<T> found;
    do {
      found = page.apply(last, limit);
      for (T item : found) {
        last = keyOf.apply(item);
        if (visible.size() < limit && isVisible.test(item)) {
          visible.add(item);
        }
      }
    } while (found.size() == limit && visible.size() < limit);
    return visible;
  }
}
