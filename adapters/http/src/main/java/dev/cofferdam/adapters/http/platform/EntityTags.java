package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Refusal;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions as entity tags, and the conditions that callers make of them (RFC 9110, 13.1). */
public final class EntityTags {
  private static final String ANY = "*";
  private static final Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e]*\"");
  private static final Pattern VERSION = Pattern.compile("\"([1-9][0-9]{0,17})\"");
  private static final Pattern VERSION_OF_VIEW =
      Pattern.compile("\"([1-9][0-9]{0,17})(?:\\.[a-z]+)?\"");

  private static final Pattern OWN_VERSION = Pattern.compile("\"([0-9]{1,18})(?:-[0-9a-f]{16})?\"");

  private EntityTags() {}

  /**
   * What a tag is on the wire.
   *
   * @param tag of visible ASCII without quotes
   */
  public static String quoted(String tag) {
    return "\"" + tag + "\"";
  }

  /** {@code "4"}. */
  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /** The tag of what never changes but with the program. */
  public static EntityTag ofContent(byte[] content) {
    return new EntityTag(RequestDigest.sha256(content));
  }

  /**
   * {@code "4.owner"}: a version as one kind of callers sees it.
   *
   * @param view of {@code a-z}
   */
  public static String of(long version, String view) {
    return "\"" + version + "." + view + "\"";
  }

  /** Whether {@code If-None-Match} says that the caller has this version. */
  public static boolean isKnown(HttpHeaders headers, long version) {
    return isKnown(headers, of(version));
  }

  /** Whether {@code If-None-Match} says that the caller has what this tag stands for. */
  public static boolean isKnown(HttpHeaders headers, String tag) {
    String known = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    if (known == null) {
      return false;
    }
    return known.strip().equals(ANY)
        || Arrays.stream(known.split(",", -1))
            .map(String::strip)
            .anyMatch(each -> each.equals(tag) || each.equals("W/" + tag));
  }

  /**
   * The version that {@code If-Match} asks for.
   *
   * @throws Refusal {@code precondition_failed} for a tag that can't be a version's, {@code
   *     invalid_field} for what is no single tag
   */
  public static Optional<Long> ifMatch(HttpHeaders headers) {
    return one(headers, HttpHeaders.IF_MATCH).map(tag -> version(VERSION, tag));
  }

  /**
   * The version that {@code If-Match} asks for, whoever's view of it the tag is.
   *
   * @throws Refusal as {@link #ifMatch}
   */
  public static Optional<Long> ifMatchOfView(HttpHeaders headers) {
    return one(headers, HttpHeaders.IF_MATCH).map(tag -> version(VERSION_OF_VIEW, tag));
  }

  /**
   * The version of a thing itself that {@code If-Match} asks for, whatever else its tag covers; 0
   * for none.
   *
   * @throws Refusal as {@link #ifMatch}
   */
  public static Optional<Long> ifMatchOwn(HttpHeaders headers) {
    return one(headers, HttpHeaders.IF_MATCH).map(tag -> version(OWN_VERSION, tag));
  }

  private static long version(Pattern version, String tag) {
    if (!TAG.matcher(tag).matches()) {
      throw Refusal.invalid(HttpHeaders.IF_MATCH, "must be one entity tag, such as \"3\"");
    }
    Matcher matcher = version.matcher(tag);
    if (!matcher.matches()) {
      throw Refusal.preconditionFailed("If-Match is the entity tag of no version.");
    }
    return Long.parseLong(matcher.group(1));
  }

  /**
   * Whether {@code If-None-Match: *} asks that there be nothing yet.
   *
   * @throws Refusal {@code invalid_field} for anything but {@code *}
   */
  public static boolean ifAbsent(HttpHeaders headers) {
    Optional<String> condition = one(headers, HttpHeaders.IF_NONE_MATCH);
    if (condition.isPresent() && !condition.get().equals(ANY)) {
      throw Refusal.invalid(HttpHeaders.IF_NONE_MATCH, "must be * when writing");
    }
    return condition.isPresent();
  }

  private static Optional<String> one(HttpHeaders headers, String name) {
    List<String> values = headers.getRequestHeader(name);
    if (values == null || values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      throw Refusal.invalid(name, "comes more than once");
    }
    return Optional.of(values.get(0).strip());
  }
}
