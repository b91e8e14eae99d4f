package dev.cofferdam.application.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.tenancy.port.InMemoryInvitationTimers;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Invitations whose time nobody runs. */
final class ReconcileInvitationsTest {
  private final InvitationGuests guests = new InvitationGuests();
  private final InMemoryInvitationTimers timers = new InMemoryInvitationTimers();
  private final ReconcileInvitations reconcile =
      new ReconcileInvitations(
          guests.here.world().pendingInvitations(),
          guests.invitations.tend(),
          timers,
          guests.here.clock());

  @Test
  void startsTheTimeOfWhatIsPending() {
    InMemoryInstallation.Member other = guests.here.member("Zoe");
    Invitation mine = guests.invite(guests.owner, guests.address(), Role.MEMBER);
    guests.here.clock().advance(Duration.ofDays(1));
    Invitation theirs =
        guests
            .invitations
            .invite()
            .execute(
                other.actor(), new InviteMember.Command(other.org(), guests.address(), Role.MEMBER))
            .invitation();
    Invitation revoked = guests.invite(guests.owner, guests.address(), Role.MEMBER);
    guests
        .invitations
        .revoke()
        .execute(guests.owner, new RevokeInvitation.Command(guests.org, revoked.id()));
    assertThat(reconcile.execute()).isEqualTo(2);
    assertThat(timers.asked()).containsExactly("launch " + mine.id(), "launch " + theirs.id());
  }

  @Test
  void expiresWhatIsOverdueEvenWhenNothingCanBeStarted() {
    EmailAddress eve = guests.address();
    String overdue = guests.tokenFor(eve);
    guests.here.clock().advance(Duration.ofDays(6));
    guests.tokenFor(guests.address());
    guests.here.clock().advance(Duration.ofDays(1));
    timers.goAway();
    assertThatThrownBy(reconcile::execute).isInstanceOf(IllegalStateException.class);
    assertThat(guests.actions())
        .filteredOn(entry -> entry.startsWith("invitation.expire"))
        .hasSize(1);
    assertThat(guests.statusOf(overdue)).isEqualTo(InvitationStatus.EXPIRED);
    assertThat(guests.here.post().subjectsTo(eve)).containsExactly("Invitation");
  }
}
