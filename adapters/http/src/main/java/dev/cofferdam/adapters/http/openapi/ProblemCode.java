package dev.cofferdam.adapters.http.openapi;

import java.util.Locale;

/**
 * Every {@code code} that a problem can have: what this API promises programs, so none is ever
 * renamed. In alphabetical order.
 */
public enum ProblemCode {
  ADDRESS_NOT_ALLOWED(
      403, "The service token may not be used from the address that this came from."),
  ALREADY_MEMBER(409, "A member of the org has this e-mail address."),
  API_KEY_NOT_FOUND(404, "The caller has no such API key."),
  ARTIFACT_NOT_FOUND(404, "The run left no such file behind, or it was kept for long enough."),
  BAD_REQUEST(400, "The request can't be understood."),
  CONTENT_UNAVAILABLE(503, "Where files are kept can't be reached now."),
  DATABASE_UNAVAILABLE(503, "The database is away or too busy; nothing was changed."),
  DELIVERY_NOT_FOUND(404, "There is no such delivery, or none any more."),
  EMAIL_NOT_VERIFIED(403, "The issuer of the caller has not verified their e-mail address."),
  EMAIL_TAKEN(409, "There is an account with this e-mail address."),
  ENVIRONMENT_CYCLE(409, "The environment would inherit from itself."),
  ENVIRONMENT_EXISTS(409, "The project has an environment of this name."),
  ENVIRONMENT_HAS_BRANCHES(409, "Others inherit from the environment; say what becomes of them."),
  ENVIRONMENT_NOT_FOUND(404, "There is no such environment."),
  ENVIRONMENT_PARENT_DELETED(409, "What the environment inherits from is deleted."),
  ENVIRONMENT_TOO_DEEP(409, "Too many environments would inherit from each other."),
  EXCHANGE_REFUSED(
      403, "There is no such service token, or none that the job's token is exchanged for."),
  EXPIRED_TOKEN(401, "The credential has expired."),
  FILE_NOT_FOUND(404, "There is no such file."),
  FORBIDDEN(403, "The caller is known and may not do this."),
  HEADER_TOO_LARGE(431, "The request's headers are over the limit."),
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request."),
  IMPORT_REFUSED(422, "The file has problems, told in `errors`; nothing of it was taken."),
  INCOMPLETE_BODY(400, "The body ended early or can't be decoded."),
  INTERNAL(500, "Something went wrong here; the request id finds it in the server's log."),
  INVALID_FIELD(400, "A field, header or parameter, named in `errors`, is not as it must be."),
  INVALID_REFRESH_TOKEN(401, "The refresh token is unknown, used or expired."),
  INVALID_SIGNATURE(400, "The request is not signed by who may send it, or not now."),
  INVALID_TOKEN(401, "The credential is none, or was revoked."),
  INVALID_TOKEN_IN_LINK(400, "The token of a letter's link is unknown, used, expired or replaced."),
  INVITATION_NOT_FOUND(404, "There is no such invitation, or a newer letter replaced its token."),
  INVITATION_NOT_YOURS(403, "The invitation is for another e-mail address than the caller's."),
  INVITATION_OVER(409, "The invitation was answered or revoked, or its time is over."),
  ISSUER_UNAVAILABLE(
      503, "The keys of the token's issuer can't be had now; it says nothing of the token."),
  KEY_DESTROYED(409, "The org's key was destroyed, and nothing under it can be read or written."),
  KEY_ROTATION_NOT_FOUND(404, "There is no such rotation of the org's key."),
  KEY_UNAVAILABLE(503, "The org's key can't be had now; nothing was changed."),
  LAST_OWNER(409, "The org would have no owner any more."),
  MALFORMED_JSON(400, "The body is not one well-formed JSON object in UTF-8."),
  MALFORMED_TOKEN(401, "This can't be such a token."),
  MEMBER_NOT_FOUND(404, "The org has no such member."),
  MISSING_BODY(400, "The request has no body."),
  NETWORK_NOT_ALLOWED(403, "The operator does not allow runs this network."),
  NOT_ACCEPTABLE(406, "There is no representation in an accepted media type."),
  NOT_REPRESENTABLE(
      422, "The format can't carry the secrets named in `errors`; another format may."),
  NO_PASSWORD(409, "The account has no password here: another issuer vouches for it."),
  NO_RUNTIME(503, "There is nothing here that could run commands now."),
  ORG_NEEDED(400, "The path has to name the org, since the credential is of more than one."),
  ORG_NOT_FOUND(404, "There is no such org, or the caller is not in it."),
  OVERLOADED(503, "Too many wait for the same thing already; nothing was given away."),
  PRECONDITION_FAILED(412, "What If-Match or If-None-Match asks for is not so."),
  PROJECT_EXISTS(409, "The org has a project of this name."),
  PROJECT_NOT_FOUND(404, "There is no such project."),
  RANGE_NOT_SATISFIABLE(416, "There is no byte in this range."),
  RATE_LIMITED(429, "Too many requests; `Retry-After` says when there is room again."),
  REQUEST_IN_PROGRESS(409, "A request with this Idempotency-Key is still running."),
  REQUEST_TIMEOUT(408, "The request did not arrive in time."),
  RUN_NOT_ENDED(409, "The run has not ended yet."),
  RUN_NOT_FOUND(404, "There is no such run."),
  SEATS_EXHAUSTED(402, "All seats of the org's plan are taken: `limit` and `used` say how many."),
  SECRET_NOT_FOUND(404, "There is no such secret."),
  SERVICE_TOKEN_NOT_FOUND(404, "The org has no such service token."),
  SESSION_NOT_FOUND(404, "There is no such session."),
  SLOW_DOWN(429, "Too many attempts; `Retry-After` says when the next may be made."),
  SLUG_TAKEN(409, "Another org has this slug."),
  STOPPING(503, "The server is stopping."),
  TOO_LARGE(413, "The body or a field is over its limit."),
  TOO_MANY_API_KEYS(409, "The caller has as many API keys in the org as one may."),
  TOO_MANY_FOLLOWERS(503, "Too many streams are open."),
  TOO_MANY_LOGINS(429, "Too many passwords are being checked just now."),
  TOO_MANY_ORGS(409, "The caller owns as many orgs as one may."),
  TOO_MANY_TEAM_KEYS(409, "The org has as many team keys as one may."),
  TOO_MANY_SERVICE_TOKENS(409, "The org has as many service tokens as one may."),
  TOO_MANY_WEBHOOK_ENDPOINTS(409, "The org has as many webhook endpoints as one may."),
  UNAUTHENTICATED(401, "The request needs a credential and has none."),
  UNAVAILABLE(503, "The server can't take requests now."),
  UNKNOWN_FIELD(400, "A field or parameter, named in `errors`, is not one of this request."),
  UNRESOLVED_REFERENCE(
      422, "References of the secrets named in `errors` have no value for this caller."),
  UNSUPPORTED_CONTENT_ENCODING(415, "The body's encoding is neither identity nor gzip."),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not one that is taken here."),
  UPLOAD_NOT_FOUND(404, "There is no such upload, or it was kept for long enough."),
  URI_TOO_LONG(414, "The request's address is over the limit."),
  VERSION_NOT_FOUND(404, "There is no such version of the secret, or it has no value."),
  WEBHOOK_ENDPOINT_DISABLED(409, "The webhook endpoint is switched off."),
  WEBHOOK_ENDPOINT_NOT_FOUND(404, "The org has no such webhook endpoint."),
  WRONG_CREDENTIALS(401, "Unknown address or wrong password."),
  WRONG_PASSWORD(403, "The present password is another one."),
  WRONG_TYPE(400, "A field, named in `errors`, is of another type.");

  private final int status;
  private final String meaning;

  ProblemCode(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  /** As it is on the wire. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status that a problem of this code has. */
  int status() {
    return status;
  }

  String meaning() {
    return meaning;
  }
}
