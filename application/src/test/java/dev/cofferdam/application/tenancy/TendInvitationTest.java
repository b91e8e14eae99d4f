package dev.cofferdam.application.tenancy;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What time does to invitations. */
final class TendInvitationTest {
  private final InvitationGuests guests = new InvitationGuests();
  private final InMemoryInstallation here = guests.here;
  private final EmailAddress eve = guests.address();
  private final Invitation made = guests.invite(guests.owner, eve, Role.MEMBER);

  @Test
  void waitsForTheFifthDay() {
    assertThat(tend()).contains(Duration.ofDays(5));
    here.clock().advance(Duration.ofDays(5).minusMillis(1));
    assertThat(tend()).contains(Duration.ofMillis(1));
    assertThat(here.post().subjectsTo(eve)).containsExactly("Invitation");
  }

  @Test
  void remindsOnceWithALinkThatWorksBesideTheFirst() {
    String first = guests.newestToken(eve);
    here.clock().advance(Duration.ofDays(5));
    assertThat(tend()).contains(Duration.ofDays(2));
    here.clock().advance(Duration.ofHours(1));
    assertThat(tend()).contains(Duration.ofDays(2).minusHours(1));
    assertThat(here.post().subjectsTo(eve)).containsExactly("Invitation", "InvitationReminder");
    String second = guests.newestToken(eve);
    assertThat(second).isNotEqualTo(first);
    assertThat(guests.statusOf(first)).isEqualTo(InvitationStatus.PENDING);
    assertThat(guests.statusOf(second)).isEqualTo(InvitationStatus.PENDING);
    assertThat(guests.actions()).endsWith("invitation.remind invitation:" + made.id());
  }

  @Test
  void expiresOnTheSeventhDayOnce() {
    here.clock().advance(Duration.ofDays(7));
    assertThat(tend()).isEmpty();
    assertThat(tend()).isEmpty();
    assertThat(stored().status()).isEqualTo(InvitationStatus.EXPIRED);
    assertThat(here.post().subjectsTo(eve)).containsExactly("Invitation");
    assertThat(guests.actions())
        .endsWith("invitation.expire invitation:" + made.id())
        .filteredOn(each -> each.startsWith("invitation.expire"))
        .hasSize(1);
  }

  @Test
  void sendsAnExpiredOneAgain() {
    here.clock().advance(Duration.ofDays(7));
    tend();
    Invitation again =
        guests
            .invitations
            .resend()
            .execute(guests.owner, new ResendInvitation.Command(guests.org, made.id()));
    assertThat(again.status()).isEqualTo(InvitationStatus.PENDING);
    assertThat(tend()).contains(Duration.ofDays(5));
  }

  @Test
  void sendsAnExpiredOneNotAgainBesideAnother() {
    here.clock().advance(Duration.ofDays(7));
    tend();
    guests.invite(guests.owner, eve, Role.ADMIN);
    assertThat(
            codeOf(
                () ->
                    guests
                        .invitations
                        .resend()
                        .execute(
                            guests.owner, new ResendInvitation.Command(guests.org, made.id()))))
        .isEqualTo("invitation_over");
  }

  @Test
  void beginsAnewWhenItIsSentAgain() {
    here.clock().advance(Duration.ofDays(6));
    tend();
    guests.invite(guests.owner, eve, Role.MEMBER);
    assertThat(tend()).contains(Duration.ofDays(5));
    here.clock().advance(Duration.ofDays(5));
    assertThat(tend()).contains(Duration.ofDays(2));
    assertThat(here.post().subjectsTo(eve))
        .containsExactly("Invitation", "InvitationReminder", "Invitation", "InvitationReminder");
  }

  @Test
  void leavesWhatHasEnded() {
    guests
        .invitations
        .revoke()
        .execute(guests.owner, new RevokeInvitation.Command(guests.org, made.id()));
    here.clock().advance(Duration.ofDays(6));
    assertThat(tend()).isEmpty();
    assertThat(stored().status()).isEqualTo(InvitationStatus.REVOKED);
    assertThat(here.post().subjectsTo(eve)).containsExactly("Invitation");
    assertThat(
            guests
                .invitations
                .tend()
                .execute(
                    new TendInvitation.Command(guests.org, new InvitationId(here.given().id()))))
        .isEmpty();
  }

  @Test
  void remindsNobodyOfADeletedOrg() {
    new DeleteOrg(
            here.gatekeeper(),
            here.world().ledger(),
            here.world().orgs(),
            here.revocations(),
            here.clock())
        .execute(guests.owner, new DeleteOrg.Command(guests.org, Optional.empty()));
    here.clock().advance(Duration.ofDays(5));
    assertThat(tend()).contains(Duration.ofDays(2));
    here.clock().advance(Duration.ofDays(2));
    assertThat(tend()).isEmpty();
    assertThat(here.post().subjectsTo(eve)).containsExactly("Invitation");
  }

  private Optional<Duration> tend() {
    return guests.invitations.tend().execute(new TendInvitation.Command(guests.org, made.id()));
  }

  private Invitation stored() {
    return here.world()
        .ledger()
        .read(
            Access.ofInstallation(guests.org),
            () -> here.world().invitations().find(guests.org, made.id()))
        .orElseThrow();
  }
}
