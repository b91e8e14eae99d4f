package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.util.List;

/**
 * Makes the caller a member of the org that a token invites into. The invitation is for one e-mail
 * address, and the caller's has to be that one. The token came to that address alone, so for an
 * account here it proves the address as the letter of {@code VerifyEmail} does, and the address is
 * verified from then on. What another issuer says of an address counts where that issuer has
 * verified it.
 */
public final class AcceptInvitation {
  public static final Permission NEEDS = Permission.SELF;

  private final InvitationDoor door;
  private final UserStore users;
  private final InvitedMembers invited;

  public AcceptInvitation(InvitationDoor door, UserStore users, InvitedMembers invited) {
    this.door = door;
    this.users = users;
    this.invited = invited;
  }

  /** The org, and what the caller is in it now. */
  public OrgStore.Membership execute(Actor actor, String token) {
    UserId user = actor.requirePerson();
    return door.change(token, (found, change) -> accept(actor, user, found, change));
  }

  private OrgStore.Membership accept(
      Actor actor, UserId user, InvitationDoor.Found found, Ledger.Change change) {
    User caller = users.find(user).orElseThrow(() -> Refusal.notFound("user"));
    EmailAddress invitedAddress = found.invitation().email();
    if (caller.email().filter(invitedAddress::equals).isEmpty()) {
      throw refused("invitation_not_yours", "This invitation is for another e-mail address.");
    }
    boolean ours = users.findAccount(user).isPresent();
    if (!ours && !caller.emailVerified()) {
      throw refused(
          "email_not_verified", "Who vouches for you has not verified your e-mail address.");
    }
    Role role = invited.take(actor, user, found.invitation(), change);
    if (ours && !caller.emailVerified()) {
      users.confirmEmail(user, invitedAddress);
    }
    return new OrgStore.Membership(found.org(), role);
  }

  private static Refusal refused(String code, String detail) {
    return new Refusal(Refusal.Kind.FORBIDDEN, code, detail, List.of());
  }
}
