package dev.cofferdam.application.tenancy;

import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import dev.cofferdam.domain.tenancy.OrgName;
import java.time.Clock;

/** Shows an invitation to who has its token, with what has become of it. */
public final class ShowInvitation {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final InvitationDoor door;
  private final InvitationLetters letters;
  private final Clock clock;

  public ShowInvitation(InvitationDoor door, InvitationLetters letters, Clock clock) {
    this.door = door;
    this.letters = letters;
    this.clock = clock;
  }

  /** All that a token shows. */
  public record Shown(
      OrgName org, Role role, EmailAddress email, PersonName inviter, InvitationStatus status) {}

  /**
   * @throws Refusal {@code invitation_not_found}
   */
  public Shown execute(String token) {
    return door.read(
        token,
        found -> {
          Invitation invitation = found.invitation();
          return new Shown(
              found.org().name(),
              invitation.role(),
              invitation.email(),
              letters.inviterOf(invitation),
              invitation.statusAt(clock.instant()));
        });
  }
}
