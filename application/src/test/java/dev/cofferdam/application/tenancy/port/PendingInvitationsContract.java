package dev.cofferdam.application.tenancy.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.tenancy.port.PendingInvitations.Pending;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link PendingInvitations} promise. */
public abstract class PendingInvitationsContract extends WorldContract {
  @Test
  void areThoseOfAllOrgsThatExpireFirstFirst() {
    assertThat(world.pendingInvitations().list(10)).isEmpty();
    Invitation first = invited(given.org());
    Invitation second = invited(given.org());
    Invitation third = invited(first.org());
    assertThat(world.pendingInvitations().list(10))
        .containsExactly(pending(first), pending(second), pending(third));
    assertThat(world.pendingInvitations().list(1)).containsExactly(pending(first));
  }

  @ParameterizedTest
  @EnumSource(value = InvitationStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "PENDING")
  void areNotThoseThatHaveEnded(InvitationStatus end) {
    Invitation over = invited(given.org());
    Invitation open = invited(over.org());
    changing(over.org(), () -> world.invitations().update(over.ended(end)));
    assertThat(world.pendingInvitations().list(10)).containsExactly(pending(open));
  }

  private static Pending pending(Invitation invitation) {
    return new Pending(invitation.org(), invitation.id(), invitation.expiresAt());
  }

  private Invitation invited(OrgId org) {
    Invitation invitation =
        Invitation.sent(
            org,
            new InvitationId(given.id()),
            EmailAddress.parse(given.word() + "@example.org"),
            Role.MEMBER,
            given.user(),
            given.time());
    changing(org, () -> world.invitations().add(invitation));
    return invitation;
  }
}
