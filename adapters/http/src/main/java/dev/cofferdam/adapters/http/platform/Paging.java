package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Which page of a list is wanted, and where the next one begins. */
public final class Paging {
  public static final String LIMIT = "limit";
  public static final String CURSOR = "cursor";
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 500;

  /** What keys are made of: names, ids and numbers; and paths in base64. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,1400}");

  private final UriInfo uri;
  private final int limit;
  private final Optional<String> after;

  private Paging(UriInfo uri, int limit, Optional<String> after) {
    this.uri = uri;
    this.limit = limit;
    this.after = after;
  }

  /**
   * @throws Refusal {@code invalid_field} for {@code limit} or {@code cursor}
   */
  public static Paging of(UriInfo uri, Query query) {
    long limit = query.number(LIMIT, 1, MAX_LIMIT).orElse((long) DEFAULT_LIMIT);
    return new Paging(uri, (int) limit, query.text(CURSOR).map(Paging::decode));
  }

  /** The key that the page starts behind; empty for the first page. */
  public Optional<String> after() {
    return after;
  }

  /**
   * The key that the page starts behind, read by {@code parse}, which is empty for what is none.
   */
  public <K> Optional<K> after(Function<String, Optional<K>> parse) {
    return after.map(key -> parse.apply(key).orElseThrow(Paging::notACursor));
  }

  /**
   * How many items to ask for: one more than the page has, to know whether another page follows.
   */
  public int ask() {
    return limit + 1;
  }

  /**
   * @param found up to {@link #ask} items
   * @param keyOf an item's key
   */
  public <T> Page<T> cut(List<T> found, Function<T, String> keyOf) {
    if (found.size() <= limit) {
      return new Page<>(found, Optional.empty());
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, Optional.of(encode(keyOf.apply(items.get(limit - 1)))));
  }

  /** The answer to a list: its view, and a link to the next page (RFC 8288). */
  public Response.ResponseBuilder answer(Object view, Page<?> page) {
    Response.ResponseBuilder answer = Response.ok(view);
    page.next()
        .ifPresent(
            cursor -> {
              String next =
                  uri.getRequestUriBuilder().replaceQueryParam(CURSOR, cursor).build().toString();
              String path = next.substring(uri.getBaseUri().toString().length() - 1);
              answer.header(HttpHeaders.LINK, "<" + path + ">; rel=\"next\"");
            });
    return answer;
  }

  /** One page's items, and the cursor of the next. */
  public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
      items = List.copyOf(items);
    }

    public <V> List<V> views(Function<T, V> view) {
      return items.stream().map(view).toList();
    }
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.US_ASCII));
  }

  private static String decode(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      String key = new String(bytes, StandardCharsets.ISO_8859_1);
      if (KEY.matcher(key).matches()) {
        return key;
      }
    } catch (IllegalArgumentException notBase64) {
      // refused below, like a key that is none
    }
    throw notACursor();
  }

  private static Refusal notACursor() {
    return Refusal.invalid(CURSOR, "must be one that this list gave");
  }
}
