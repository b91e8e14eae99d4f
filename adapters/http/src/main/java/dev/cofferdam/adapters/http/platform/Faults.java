package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Refusal.FieldError;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Refusals of requests for what is wrong with them on the wire. */
public final class Faults {
  private Faults() {}

  /** A request that can't be read; no single field is to blame. */
  static Refusal malformed(String code, String detail) {
    return new Refusal(Refusal.Kind.INVALID, code, detail, List.of());
  }

  /** A field, a header or a query parameter that is wrong, under a code of its own. */
  static Refusal field(String code, String field, String message) {
    return new Refusal(
        Refusal.Kind.INVALID, code, field + " " + message, List.of(new FieldError(field, message)));
  }

  /**
   * @throws Refusal {@code invalid_field} when there is no value
   */
  public static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw Refusal.invalid(field, "is missing");
    }
    return value;
  }

  /**
   * Reads a field with {@code parse}, and names it as the caller wrote it in what is refused about
   * it.
   */
  public static <T> T at(String field, Supplier<T> parse) {
    try {
      return parse.get();
    } catch (Refusal refusal) {
      throw renamed(refusal, field);
    }
  }

  static Refusal renamed(Refusal refusal, String field) {
    if (refusal.errors().size() != 1) {
      return refusal;
    }
    String message = refusal.errors().get(0).message();
    return new Refusal(
        refusal.kind(),
        refusal.code(),
        field + " " + message,
        List.of(new FieldError(field, message)));
  }
}
