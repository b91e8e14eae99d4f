package dev.cofferdam.adapters.http.openapi;

import dev.cofferdam.domain.ids.OrgId;
import io.dropwizard.auth.Auth;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.glassfish.jersey.server.model.Parameter;

/** What routes can refuse with for what they have in common. */
final class CommonProblems {
  /** What can go wrong before a route is found. */
  private static final Set<ProblemCode> ANYWHERE =
      Set.of(
          ProblemCode.BAD_REQUEST,
          ProblemCode.INCOMPLETE_BODY,
          ProblemCode.NOT_ACCEPTABLE,
          ProblemCode.REQUEST_TIMEOUT,
          ProblemCode.TOO_LARGE,
          ProblemCode.URI_TOO_LONG,
          ProblemCode.UNSUPPORTED_CONTENT_ENCODING,
          ProblemCode.HEADER_TOO_LARGE,
          ProblemCode.INTERNAL,
          ProblemCode.UNAVAILABLE,
          ProblemCode.DATABASE_UNAVAILABLE);

  private static final Set<ProblemCode> WITH_CREDENTIAL =
      Set.of(ProblemCode.UNAUTHENTICATED, ProblemCode.INVALID_TOKEN, ProblemCode.EXPIRED_TOKEN);

  /**
   * A credential may be of an issuer that has to be asked for its keys, and a key or a token may do
   * less than people.
   */
  private static final Set<ProblemCode> OF_CREDENTIALS =
      Set.of(
          ProblemCode.UNAUTHENTICATED,
          ProblemCode.INVALID_TOKEN,
          ProblemCode.EXPIRED_TOKEN,
          ProblemCode.FORBIDDEN,
          ProblemCode.ADDRESS_NOT_ALLOWED,
          ProblemCode.ISSUER_UNAVAILABLE);

  private static final Set<ProblemCode> IN_THE_API =
      Set.of(ProblemCode.UNKNOWN_FIELD, ProblemCode.INVALID_FIELD, ProblemCode.RATE_LIMITED);

  /** Routes that seal or open what is an org's. */
  private static final Pattern OF_VALUES =
      Pattern.compile(
          "/api/v1/orgs/\\{org}/(.*/)?((secrets|import|export|keys)(/.*)?|artifacts/.*|uploads)");

  private static final Set<ProblemCode> WITH_ORG_KEY =
      Set.of(ProblemCode.KEY_UNAVAILABLE, ProblemCode.KEY_DESTROYED);

  private static final Set<ProblemCode> WITH_JSON =
      Set.of(
          ProblemCode.MISSING_BODY,
          ProblemCode.MALFORMED_JSON,
          ProblemCode.UNKNOWN_FIELD,
          ProblemCode.WRONG_TYPE,
          ProblemCode.INVALID_FIELD,
          ProblemCode.UNSUPPORTED_MEDIA_TYPE);

  private static final Map<RequestHeader, List<ProblemCode>> WITH_HEADER =
      Map.of(
          RequestHeader.IDEMPOTENCY_KEY,
          List.of(
              ProblemCode.IDEMPOTENCY_KEY_REUSED,
              ProblemCode.REQUEST_IN_PROGRESS,
              ProblemCode.INVALID_FIELD),
          RequestHeader.IF_MATCH,
          List.of(ProblemCode.PRECONDITION_FAILED, ProblemCode.INVALID_FIELD),
          RequestHeader.IF_MATCH_OWN,
          List.of(ProblemCode.PRECONDITION_FAILED, ProblemCode.INVALID_FIELD),
          RequestHeader.IF_MATCH_OF_VIEW,
          List.of(ProblemCode.PRECONDITION_FAILED, ProblemCode.INVALID_FIELD),
          RequestHeader.IF_ABSENT,
          List.of(ProblemCode.PRECONDITION_FAILED, ProblemCode.INVALID_FIELD),
          RequestHeader.RANGE,
          List.of(ProblemCode.RANGE_NOT_SATISFIABLE),
          RequestHeader.LAST_EVENT_ID,
          List.of(ProblemCode.INVALID_FIELD));

  /**
   * Those of whole statuses that most routes have alike; they are described once in the document.
   */
  static final List<Set<ProblemCode>> ALIKE =
      List.of(
          WITH_CREDENTIAL,
          Set.of(ProblemCode.FORBIDDEN, ProblemCode.ADDRESS_NOT_ALLOWED),
          Set.of(ProblemCode.ORG_NOT_FOUND),
          Set.of(ProblemCode.NOT_ACCEPTABLE),
          Set.of(ProblemCode.REQUEST_TIMEOUT),
          Set.of(ProblemCode.TOO_LARGE),
          Set.of(ProblemCode.URI_TOO_LONG),
          Set.of(ProblemCode.UNSUPPORTED_CONTENT_ENCODING),
          Set.of(ProblemCode.HEADER_TOO_LARGE),
          Set.of(ProblemCode.RATE_LIMITED),
          Set.of(ProblemCode.INTERNAL),
          Set.of(
              ProblemCode.UNAVAILABLE,
              ProblemCode.DATABASE_UNAVAILABLE,
              ProblemCode.ISSUER_UNAVAILABLE));

  private CommonProblems() {}

  static Set<ProblemCode> of(Route route) {
    Set<ProblemCode> codes = EnumSet.copyOf(ANYWHERE);
    if (route.path().startsWith("/api/")) {
      codes.addAll(IN_THE_API);
    }
    if (OF_VALUES.matcher(route.path()).matches()) {
      codes.addAll(WITH_ORG_KEY);
    }
    for (Parameter parameter : route.parameters()) {
      codes.addAll(of(parameter));
    }
    for (RequestHeader header : route.takes()) {
      codes.addAll(WITH_HEADER.getOrDefault(header, List.of()));
    }
    return codes;
  }

  private static Set<ProblemCode> of(Parameter parameter) {
    if (parameter.isAnnotationPresent(Auth.class)) {
      return OF_CREDENTIALS;
    }
    if (parameter.getSource() == Parameter.Source.ENTITY) {
      return parameter.getRawType().isRecord()
          ? WITH_JSON
          : Set.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }
    if (parameter.getRawType() == OrgId.class) {
      return Set.of(ProblemCode.ORG_NOT_FOUND, ProblemCode.ORG_NEEDED);
    }
    return parameter.getSource() == Parameter.Source.PATH
        ? Set.of(ProblemCode.INVALID_FIELD)
        : Collections.emptySet();
  }
}
