package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.tenancy.port.MemberStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Member;
import java.util.List;
import java.util.Optional;

/** Lists who belongs to an org. */
public final class ListMembers {
  public static final Permission NEEDS = Permission.MEMBER_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final MemberStore members;

  public ListMembers(Gatekeeper gatekeeper, Ledger ledger, MemberStore members) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.members = members;
  }

  /**
   * @param after the user id that the page starts behind
   */
  public record Command(OrgId org, Optional<UserId> after, int limit) {}

  public List<Member> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(access, () -> members.list(command.org(), command.after(), command.limit()));
  }
}
