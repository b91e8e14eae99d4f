package dev.cofferdam.adapters.http.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Refusal.FieldError;
import dev.cofferdam.domain.ids.RequestId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not answered as asked (RFC 9457, {@code application/problem+json}).
 *
 * @param type stable, and one for each {@code code}
 * @param instance {@code urn:request:<id>}; unknown until the answer is written
 * @param errors the fields that are wrong
 * @param limit how much there may be, where that was reached
 * @param used how much there is already
 * @param resetsAt when there is room again, where waiting helps
 */
public record Problem(
    @Schema(
            description = "Stable, one for each code.",
            format = "uri",
            example = "https://cofferdam.dev/problems/project_exists")
        String type,
    @Schema(description = "The code in words.", example = "Project exists") String title,
    @Schema(description = "The answer's status.", example = "409", minimum = "400", maximum = "599")
        int status,
    @Schema(description = "A sentence for people.", example = "There is a project of this name.")
        String detail,
    @Schema(
            description = "The request's id.",
            pattern = "^urn:request:[0-9a-f-]{36}$",
            example = "urn:request:0192e4a0-7b1c-7def-8a00-5c1d2e3f4a5b")
        @Nullable String instance,
    @Schema(description = "Stable; programs decide by it.", example = "project_exists") String code,
    @Schema(description = "The fields that are wrong, where some are.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<FieldError> errors,
    @Schema(description = "How much there may be, where that was reached.", example = "100")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Long limit,
    @Schema(description = "How much there is already.", example = "100")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Long used,
    @Schema(description = "When there is room again, where waiting helps.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Instant resetsAt) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  public static Problem of(int status, String code, String detail, List<FieldError> errors) {
    String type = "https://cofferdam.dev/problems/" + code;
    return new Problem(type, titleOf(code), status, detail, null, code, errors, null, null, null);
  }

  static Problem of(int status, Refusal refusal) {
    Problem plain = of(status, refusal.code(), refusal.detail(), refusal.errors());
    return refusal.bound().map(plain::with).orElse(plain);
  }

  private Problem with(Refusal.Bound bound) {
    return new Problem(
        type,
        title,
        status,
        detail,
        instance,
        code,
        errors,
        bound.limit(),
        bound.used(),
        bound.resetsAt().orElse(null));
  }

  public Problem about(RequestId request) {
    return new Problem(
        type, title, status, detail, "urn:request:" + request, code, errors, limit, used, resetsAt);
  }

  /** {@code secret_not_found} reads {@code Secret not found}. */
  private static String titleOf(String code) {
    String words = code.replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
