package dev.cofferdam.application.tenancy;

import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.audit.Announcement.Audience;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Invitation;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is told about an org's members and invitations: ids and roles, nobody's name or address. */
final class MemberEvents {
  private MemberEvents() {}

  static Announcement joined(UserId user, Role role) {
    return about(EventType.MEMBER_JOINED, user, role);
  }

  static Announcement roleChanged(UserId user, Role role) {
    return about(EventType.MEMBER_ROLE_CHANGED, user, role);
  }

  /**
   * @param role what they were
   */
  static Announcement left(UserId user, Role role) {
    return about(EventType.MEMBER_LEFT, user, role);
  }

  /**
   * @param role what they were
   */
  static Announcement removed(UserId user, Role role) {
    return about(EventType.MEMBER_REMOVED, user, role);
  }

  private static Announcement about(EventType type, UserId user, Role role) {
    return about(type, "user", user.toString(), role);
  }

  static Announcement about(EventType type, Invitation invitation) {
    return about(type, "invitation", invitation.id().toString(), invitation.role());
  }

  private static Announcement about(EventType type, String what, String id, Role role) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(what, id);
    data.put("role", role.code());
    return type.about(Audience.ALL, data);
  }
}
