package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Member;
import java.util.List;
import java.util.Optional;

/**
 * The members of an org. Everything here belongs into the org's {@link
 * dev.cofferdam.application.audit.port.Ledger}.
 */
public interface MemberStore {
  /**
   * By user id.
   *
   * @param after starts behind this one; empty for the first
   */
  List<Member> list(OrgId org, Optional<UserId> after, int limit);

  Optional<Member> find(OrgId org, UserId user);

  /** Whether a member has this e-mail address. */
  boolean hasAddress(OrgId org, EmailAddress email);

  /** How many members there are. */
  int count(OrgId org);

  /** How many members have this role. */
  int count(OrgId org, Role role);

  void setRole(OrgId org, UserId user, Role role);

  void remove(OrgId org, UserId user);
}
