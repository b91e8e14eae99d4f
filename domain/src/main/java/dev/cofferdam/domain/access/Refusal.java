package dev.cofferdam.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request that is refused, and why, in the product's own words. It is what an honest caller can
 * act on: a stable {@code code}, a sentence, and the fields that are wrong. It never carries a
 * value that the caller may not know.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The family of a refusal; the HTTP adapter gives each its status. */
  public enum Kind {
    /** The request can't be meant as it stands. */
    INVALID,
    /** Nobody knows who is asking. */
    UNAUTHENTICATED,
    /** The caller is known and may not. */
    FORBIDDEN,
    /** There is no such thing, or none that this caller may know of. */
    NOT_FOUND,
    /** It collides with what is there. */
    CONFLICT,
    /** The caller's condition does not hold. */
    PRECONDITION_FAILED,
    /** More bytes than are taken. */
    TOO_LARGE,
    /** Too often, or too much; waiting helps. */
    LIMITED,
    /** More than the plan has room for; only another plan helps. */
    OVER_PLAN,
    /** Something that this needs is not there now. */
    UNAVAILABLE
  }

  /**
   * One field that is wrong: its JSON path, such as {@code resources.cpus}, and what it should be.
   */
  public record FieldError(String field, String message) {
    public FieldError {
      Objects.requireNonNull(field, "field");
      Objects.requireNonNull(message, "message");
    }
  }

  /**
   * What was reached.
   *
   * @param limit how much there may be
   * @param used how much there is already
   * @param resetsAt when there is room again; empty where waiting doesn't help
   */
  public record Bound(long limit, long used, Optional<Instant> resetsAt) {}

  private final Kind kind;
  private final String code;
  private final transient List<FieldError> errors;
  private final transient Optional<Bound> bound;
  private final transient Optional<Duration> retryAfter;

  public Refusal(Kind kind, String code, String detail, List<FieldError> errors) {
    this(kind, code, detail, errors, Optional.empty(), Optional.empty());
  }

  private Refusal(
      Kind kind,
      String code,
      String detail,
      List<FieldError> errors,
      Optional<Bound> bound,
      Optional<Duration> retryAfter) {
    super(detail, null, false, false);
    this.kind = kind;
    this.code = code;
    this.errors = List.copyOf(errors);
    this.bound = bound;
    this.retryAfter = retryAfter;
  }

  /** A field that is wrong: code {@code invalid_field}. */
  public static Refusal invalid(String field, String message) {
    return new Refusal(
        Kind.INVALID,
        "invalid_field",
        field + " " + message,
        List.of(new FieldError(field, message)));
  }

  /** Nothing there, as far as this caller may know: code {@code <what>_not_found}. */
  public static Refusal notFound(String what) {
    return new Refusal(
        Kind.NOT_FOUND,
        what + "_not_found",
        "There is no such " + what.replace('_', ' ') + ".",
        List.of());
  }

  public static Refusal forbidden(String detail) {
    return new Refusal(Kind.FORBIDDEN, "forbidden", detail, List.of());
  }

  public static Refusal unauthenticated(String code, String detail) {
    return new Refusal(Kind.UNAUTHENTICATED, code, detail, List.of());
  }

  public static Refusal conflict(String code, String detail) {
    return new Refusal(Kind.CONFLICT, code, detail, List.of());
  }

  public static Refusal preconditionFailed(String detail) {
    return new Refusal(Kind.PRECONDITION_FAILED, "precondition_failed", detail, List.of());
  }

  public static Refusal tooLarge(String field, String message) {
    return new Refusal(
        Kind.TOO_LARGE,
        "too_large",
        field + " " + message,
        List.of(new FieldError(field, message)));
  }

  public static Refusal limited(String code, String detail) {
    return new Refusal(Kind.LIMITED, code, detail, List.of());
  }

  /**
   * Too often for now.
   *
   * @param retryAfter when it is worth trying again
   */
  public static Refusal limited(String code, String detail, Duration retryAfter) {
    return new Refusal(
        Kind.LIMITED, code, detail, List.of(), Optional.empty(), Optional.of(retryAfter));
  }

  /** More than there may be until a time: {@link Kind#LIMITED}. */
  public static Refusal limited(String code, String detail, Bound bound, Duration retryAfter) {
    return new Refusal(
        Kind.LIMITED, code, detail, List.of(), Optional.of(bound), Optional.of(retryAfter));
  }

  /** More than the plan has room for: {@link Kind#OVER_PLAN}. */
  public static Refusal overPlan(String code, String detail, Bound bound) {
    return new Refusal(
        Kind.OVER_PLAN, code, detail, List.of(), Optional.of(bound), Optional.empty());
  }

  public static Refusal unavailable(String code, String detail) {
    return new Refusal(Kind.UNAVAILABLE, code, detail, List.of());
  }

  public Kind kind() {
    return kind;
  }

  /** Stable, in {@code snake_case}; programs decide by it. */
  public String code() {
    return code;
  }

  /** The sentence for people. */
  public String detail() {
    return Objects.requireNonNull(getMessage());
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** The limit that was reached, where it is one. */
  public Optional<Bound> bound() {
    return bound;
  }

  /** When it is worth trying again, where that is known. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
