package dev.cofferdam.application.tenancy;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InvitationParts;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import dev.cofferdam.domain.tenancy.OrgName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inviting people, and taking it back. */
final class InvitationsTest {
  private final InvitationGuests guests = new InvitationGuests();
  private final InvitationParts invitations = guests.invitations;
  private final EmailAddress eve = guests.address();

  @Test
  void invitesByLetter() {
    Invitation made = guests.invite(guests.admin, eve, Role.MEMBER);
    assertThat(made.status()).isEqualTo(InvitationStatus.PENDING);
    assertThat(made.invitedBy()).isEqualTo(guests.admin.user());
    assertThat(Duration.between(made.sentAt(), made.expiresAt())).isEqualTo(Duration.ofDays(7));
    assertThat(guests.here.post().subjectsTo(eve)).containsExactly("Invitation");
    assertThat(guests.here.post().lettersTo(eve).get(0).text())
        .contains("inviter: Bob", "org: Ada's org", "role: MEMBER")
        .contains("https://cofferdam.example/invitation#token=cfi_");
    assertThat(list()).containsExactly(made);
  }

  @Test
  void showsTheTokenNoMoreThanIsWritten() {
    ShowInvitation.Shown shown = invitations.show().execute(guests.tokenFor(eve));
    assertThat(shown)
        .isEqualTo(
            new ShowInvitation.Shown(
                OrgName.parse("Ada's org"),
                Role.MEMBER,
                eve,
                PersonName.parse("Ada"),
                InvitationStatus.PENDING));
  }

  /** Who invites as what, and what comes of it. */
  @ParameterizedTest
  @CsvSource({
    "OWNER, OWNER, done",
    "OWNER, ADMIN, done",
    "OWNER, MEMBER, done",
    "ADMIN, OWNER, forbidden",
    "ADMIN, ADMIN, done",
    "ADMIN, MEMBER, done",
    "MEMBER, MEMBER, forbidden"
  })
  void letsOwnersAloneInviteOwners(Role caller, Role invited, String outcome) {
    if (outcome.equals("done")) {
      assertThat(guests.invite(of(caller), eve, invited).role()).isEqualTo(invited);
    } else {
      assertThat(codeOf(() -> guests.invite(of(caller), eve, invited))).isEqualTo(outcome);
      assertThat(list()).isEmpty();
      assertThat(guests.here.post().lettersTo(eve)).isEmpty();
    }
  }

  @Test
  void keepsAdminsFromTheInvitationsOfOwners() {
    Invitation made = guests.invite(guests.owner, eve, Role.OWNER);
    assertThat(codeOf(() -> guests.invite(guests.admin, eve, Role.MEMBER))).isEqualTo("forbidden");
    assertThat(codeOf(() -> resend(guests.admin, made))).isEqualTo("forbidden");
    assertThat(codeOf(() -> revoke(guests.admin, made))).isEqualTo("forbidden");
    assertThat(list()).containsExactly(made);
  }

  @Test
  void sendsAgainWhoIsInvitedTwice() {
    String first = guests.tokenFor(eve);
    guests.here.clock().advance(Duration.ofDays(2));
    InviteMember.Outcome again =
        invitations.invite().execute(guests.admin, guests.command(eve, Role.ADMIN));
    assertThat(again.isNew()).isFalse();
    assertThat(list()).containsExactly(again.invitation());
    assertThat(again.invitation().role()).isEqualTo(Role.ADMIN);
    assertThat(again.invitation().invitedBy()).isEqualTo(guests.admin.user());
    assertThat(again.invitation().expiresAt())
        .isEqualTo(guests.here.clock().instant().plus(Duration.ofDays(7)));
    assertThat(codeOf(() -> guests.statusOf(first))).isEqualTo("invitation_not_found");
    assertThat(guests.statusOf(guests.newestToken(eve))).isEqualTo(InvitationStatus.PENDING);
  }

  @ParameterizedTest
  @ValueSource(strings = {" EVE@Example.org", "eve@EXAMPLE.ORG ", "\tEve@example.org\n"})
  void takesOneAddressForOneHoweverItIsWritten(String written) {
    guests.invite(guests.owner, EmailAddress.parse("eve@example.org"), Role.MEMBER);
    guests.invite(guests.owner, EmailAddress.parse(written), Role.MEMBER);
    assertThat(list()).hasSize(1);
  }

  @Test
  void takesAddressesThatOnlyLookAlikeForTwo() {
    guests.invite(guests.owner, EmailAddress.parse("eve@example.org"), Role.MEMBER);
    guests.invite(guests.owner, EmailAddress.parse("\u0435ve@example.org"), Role.MEMBER);
    assertThat(list()).hasSize(2);
  }

  @Test
  void invitesNoMember() {
    assertThat(
            codeOf(() -> guests.invite(guests.owner, guests.addressOf(guests.member), Role.ADMIN)))
        .isEqualTo("already_member");
    assertThat(list()).isEmpty();
  }

  @Test
  void resends() {
    Invitation made = guests.invite(guests.owner, eve, Role.ADMIN);
    String first = guests.newestToken(eve);
    guests.here.clock().advance(Duration.ofDays(6));
    Invitation again = resend(guests.admin, made);
    assertThat(again.id()).isEqualTo(made.id());
    assertThat(again.role()).isEqualTo(Role.ADMIN);
    assertThat(again.expiresAt()).isEqualTo(made.expiresAt().plus(Duration.ofDays(6)));
    assertThat(codeOf(() -> guests.statusOf(first))).isEqualTo("invitation_not_found");
    guests.here.clock().advance(Duration.ofDays(6));
    assertThat(guests.statusOf(guests.newestToken(eve))).isEqualTo(InvitationStatus.PENDING);
  }

  @Test
  void resendsWhatIsOverdueButNotWhatHasEnded() {
    Invitation made = guests.invite(guests.owner, eve, Role.MEMBER);
    guests.here.clock().advance(Duration.ofDays(8));
    assertThat(guests.statusOf(guests.newestToken(eve))).isEqualTo(InvitationStatus.EXPIRED);
    resend(guests.owner, made);
    assertThat(guests.statusOf(guests.newestToken(eve))).isEqualTo(InvitationStatus.PENDING);
    revoke(guests.owner, made);
    Refusal over = refusalOf(() -> resend(guests.owner, made));
    assertThat(over.code()).isEqualTo("invitation_over");
    assertThat(over.detail()).contains("revoked");
  }

  @Test
  void revokesOnceAndForAll() {
    Invitation made = guests.invite(guests.owner, eve, Role.MEMBER);
    revoke(guests.admin, made);
    revoke(guests.admin, made);
    assertThat(guests.statusOf(guests.newestToken(eve))).isEqualTo(InvitationStatus.REVOKED);
    assertThat(guests.actions()).filteredOn(each -> each.contains("revoke")).hasSize(1);
    guests.invite(guests.owner, eve, Role.MEMBER);
    assertThat(list()).hasSize(2);
  }

  @Test
  void knowsNoInvitationOfAnotherOrg() {
    InMemoryInstallation.Member stranger = guests.here.member("Eve");
    Invitation made = guests.invite(guests.owner, eve, Role.MEMBER);
    assertThat(
            codeOf(
                () ->
                    invitations
                        .revoke()
                        .execute(
                            stranger.actor(),
                            new RevokeInvitation.Command(stranger.org(), made.id()))))
        .isEqualTo("invitation_not_found");
    assertThat(codeOf(() -> resend(stranger.actor(), made))).isEqualTo("org_not_found");
  }

  @Test
  void countsMembersAndOpenInvitationsAsSeats() {
    guests.leaveSeats(1);
    Invitation last = guests.invite(guests.owner, eve, Role.MEMBER);
    Refusal full = refusalOf(() -> guests.invite(guests.owner, guests.address(), Role.MEMBER));
    assertThat(full.kind()).isEqualTo(Refusal.Kind.OVER_PLAN);
    assertThat(full.code()).isEqualTo("seats_exhausted");
    assertThat(full.bound()).contains(new Refusal.Bound(5, 5, Optional.empty()));
    resend(guests.owner, last);
    revoke(guests.owner, last);
    Invitation next = guests.invite(guests.owner, guests.address(), Role.MEMBER);
    guests.here.clock().advance(Duration.ofDays(7));
    guests.invite(guests.owner, guests.address(), Role.MEMBER);
    assertThat(codeOf(() -> resend(guests.owner, next))).isEqualTo("seats_exhausted");
  }

  @Test
  void slowsDownWhoFillsAMailbox() {
    Invitation made = guests.invite(guests.owner, eve, Role.MEMBER);
    resend(guests.owner, made);
    resend(guests.admin, made);
    Refusal slow = refusalOf(() -> guests.invite(guests.owner, eve, Role.ADMIN));
    assertThat(slow.code()).isEqualTo("slow_down");
    assertThat(slow.retryAfter()).contains(Duration.ofMinutes(1));
    assertThat(list()).extracting(Invitation::role).containsExactly(Role.MEMBER);
    guests.here.clock().advance(Duration.ofMinutes(1));
    resend(guests.owner, made);
  }

  @Test
  void slowsDownManyOrgsThatWriteToOneAddress() {
    for (int i = 0; i < 10; i++) {
      InMemoryInstallation.Member another = guests.here.member("Mallory");
      invitations
          .invite()
          .execute(another.actor(), new InviteMember.Command(another.org(), eve, Role.MEMBER));
    }
    assertThat(codeOf(() -> guests.invite(guests.owner, eve, Role.MEMBER))).isEqualTo("slow_down");
    assertThat(guests.here.post().lettersTo(eve)).hasSize(10);
  }

  @Test
  void recordsIdsAndNoAddresses() {
    Invitation made = guests.invite(guests.owner, eve, Role.MEMBER);
    resend(guests.owner, made);
    revoke(guests.owner, made);
    assertThat(guests.actions())
        .endsWith(
            "invitation.create invitation:" + made.id(),
            "invitation.resend invitation:" + made.id(),
            "invitation.revoke invitation:" + made.id())
        .noneMatch(entry -> entry.contains("@"));
  }

  private List<Invitation> list() {
    return invitations
        .list()
        .execute(guests.admin, new ListInvitations.Command(guests.org, Optional.empty(), 50));
  }

  private Invitation resend(Actor actor, Invitation invitation) {
    return invitations
        .resend()
        .execute(actor, new ResendInvitation.Command(guests.org, invitation.id()));
  }

  private void revoke(Actor actor, Invitation invitation) {
    invitations.revoke().execute(actor, new RevokeInvitation.Command(guests.org, invitation.id()));
  }

  private Actor of(Role role) {
    return switch (role) {
      case OWNER -> guests.owner;
      case ADMIN -> guests.admin;
      case MEMBER -> guests.member;
    };
  }
}
