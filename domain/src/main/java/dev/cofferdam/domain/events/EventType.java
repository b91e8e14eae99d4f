package dev.cofferdam.domain.events;

import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.audit.Announcement.Audience;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every kind of thing that an org tells, and the right that one needs to hear of it. */
public enum EventType {
  /** Accepted, and waiting for its turn. */
  RUN_CREATED("run.created", Permission.RUN_READ),
  /** Its commands run. */
  RUN_STARTED("run.started", Permission.RUN_READ),
  RUN_SUCCEEDED("run.succeeded", Permission.RUN_READ),
  /** By the user's code or a limit. */
  RUN_FAILED("run.failed", Permission.RUN_READ),
  RUN_CANCELED("run.canceled", Permission.RUN_READ),
  RUN_TIMED_OUT("run.timed_out", Permission.RUN_READ),
  /** By the platform's fault. */
  RUN_ERROR("run.error", Permission.RUN_READ),
  /** A key got a next version: a value, a restored one, or none any more. Never says the value. */
  SECRET_CHANGED("secret.changed", Permission.SECRET_LIST),
  MEMBER_JOINED("member.joined", Permission.MEMBER_READ),
  /** By themselves. */
  MEMBER_LEFT("member.left", Permission.MEMBER_READ),
  /** By somebody else. */
  MEMBER_REMOVED("member.removed", Permission.MEMBER_READ),
  MEMBER_ROLE_CHANGED("member.role_changed", Permission.MEMBER_READ),
  INVITATION_CREATED("invitation.created", Permission.INVITATION_READ),
  /** The letter was sent again, with another link. */
  INVITATION_RESENT("invitation.resent", Permission.INVITATION_READ),
  INVITATION_ACCEPTED("invitation.accepted", Permission.INVITATION_READ),
  INVITATION_DECLINED("invitation.declined", Permission.INVITATION_READ),
  INVITATION_REVOKED("invitation.revoked", Permission.INVITATION_READ),
  INVITATION_EXPIRED("invitation.expired", Permission.INVITATION_READ),
  /** Switched off by the installation, because it takes nothing any more. */
  WEBHOOK_ENDPOINT_DISABLED("webhook_endpoint.disabled", Permission.WEBHOOK_READ);

  /** What a test of an endpoint sends; it is no event, so nobody subscribes to it. */
  public static final String TEST = "webhook_endpoint.test";

  private static final String ALL_OF = ".*";

  private final String code;
  private final Permission needs;

  EventType(String code, Permission needs) {
    this.code = code;
    this.needs = needs;
  }

  /** As written in JSON and SQL. */
  public String code() {
    return code;
  }

  /** What one needs to hear of it. */
  public Permission needs() {
    return needs;
  }

  /** Whether it is how a run came to its end: each run has exactly one of these. */
  public boolean endsRun() {
    return switch (this) {
      case RUN_SUCCEEDED, RUN_FAILED, RUN_CANCELED, RUN_TIMED_OUT, RUN_ERROR -> true;
      default -> false;
    };
  }

  /** An event of this type, to be told with an audit entry. */
  public Announcement about(Audience audience, Map<String, Object> data) {
    return new Announcement(code, audience, data);
  }

  /** Empty when there is no such type. */
  public static Optional<EventType> ofCode(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
  }

  /** The types that a pattern stands for: a type, {@code noun.*}, or {@code *} for all. */
  public static Set<EventType> matching(String pattern) {
    return Arrays.stream(values())
        .filter(type -> type.matches(pattern))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean matches(String pattern) {
    if (pattern.endsWith(ALL_OF)) {
      return code.startsWith(pattern.substring(0, pattern.length() - 1));
    }
    return pattern.equals("*") || pattern.equals(code);
  }
}
