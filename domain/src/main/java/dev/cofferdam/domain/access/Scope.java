package dev.cofferdam.domain.access;

import java.util.Arrays;
import java.util.Optional;

/**
 * A part of its user's rights that an API key may have; never more than the user's role allows. As
 * written in JSON: {@code secrets:read}.
 */
public enum Scope {
  ORG_READ("org:read"),
  ORG_WRITE("org:write"),
  MEMBERS_READ("members:read"),
  MEMBERS_WRITE("members:write"),
  TOKENS_READ("tokens:read"),
  TOKENS_WRITE("tokens:write"),
  PROJECTS_READ("projects:read"),
  PROJECTS_WRITE("projects:write"),
  SECRETS_READ("secrets:read"),
  SECRETS_WRITE("secrets:write"),
  KEYS_READ("keys:read"),
  KEYS_WRITE("keys:write"),
  RUNS_READ("runs:read"),
  RUNS_WRITE("runs:write"),
  EVENTS_READ("events:read"),
  WEBHOOKS_READ("webhooks:read"),
  WEBHOOKS_WRITE("webhooks:write"),
  USAGE_READ("usage:read"),
  AUDIT_READ("audit:read");

  private final String code;

  Scope(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** Empty when there is no such scope. */
  public static Optional<Scope> ofCode(String code) {
    return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
  }
}
