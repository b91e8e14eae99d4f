package dev.cofferdam.domain.audit;

import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.EnvironmentId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is told about an audit entry to those who follow an org's events: it takes the entry's place
 * in the org's order, and is there exactly if the entry is.
 *
 * @param type noun and verb, such as {@code run.created}
 * @param data texts, whole numbers and truth values by name: ids and names of things, never values
 *     of secrets, e-mail addresses or names of people
 */
public record Announcement(String type, Audience audience, Map<String, Object> data) {
  /** How many fields an announcement has at most. */
  public static final int MAX_FIELDS = 24;

  /** How many characters a text has at most; what is longer is cut. */
  public static final int MAX_TEXT = 1_000;

  private static final Pattern TYPE = Pattern.compile("[a-z_]+\\.[a-z_]+");
  private static final Pattern FIELD = Pattern.compile("[a-z][a-z_]{0,39}");

  public Announcement {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException("type must be noun.verb: " + type);
    }
    if (data.size() > MAX_FIELDS) {
      throw new IllegalArgumentException("data has more than " + MAX_FIELDS + " fields");
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    data.forEach((name, value) -> copy.put(checked(name), plain(name, value)));
    data = Collections.unmodifiableMap(copy);
  }

  /**
   * Whom it may be told to, besides that they need the right to events of its type.
   *
   * @param environment whose service tokens hear of it
   * @param author who caused it: of what is of no environment, a service token hears what it caused
   * @param isProtected whether only those hear of it who may use protected environments
   */
  public record Audience(
      Optional<EnvironmentId> environment, Optional<ActorId> author, boolean isProtected) {
    /** Everybody with the right to events of the type. */
    public static final Audience ALL = new Audience(Optional.empty(), Optional.empty(), false);
  }

  private static String checked(String name) {
    if (!FIELD.matcher(name).matches()) {
      throw new IllegalArgumentException("not a field of an announcement: " + name);
    }
    return name;
  }

  private static Object plain(String name, Object value) {
    if (value instanceof String text) {
      return text.length() <= MAX_TEXT ? text : cut(text);
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Long || value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException(name + " must be a text, a whole number or a truth value");
  }

  /** Never between the two halves of a character. */
  private static String cut(String text) {
    int end = MAX_TEXT - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
