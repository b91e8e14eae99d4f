package dev.cofferdam.application.tenancy;

import static dev.cofferdam.application.world.InMemoryInstallation.ANYBODY;
import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InvitationParts;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Accepting and declining, by whom it is for and by everybody else. */
final class AnswerInvitationTest {
  private final InvitationGuests guests = new InvitationGuests();
  private final InvitationParts invitations = guests.invitations;
  private final Actor.SignedIn eve = guests.here.unverified("Eve").actor();
  private final String token = guests.tokenFor(guests.addressOf(eve));

  @Test
  void makesAMemberOfWhomItIsFor() {
    OrgStore.Membership joined = accept(eve);
    assertThat(joined.org().id()).isEqualTo(guests.org);
    assertThat(joined.role()).isEqualTo(Role.MEMBER);
    assertThat(guests.roleOf(eve.user())).contains(Role.MEMBER);
    assertThat(guests.statusOf(token)).isEqualTo(InvitationStatus.ACCEPTED);
    assertThat(guests.here.revoked()).contains(new Revocation.OfMember(guests.org, eve.user()));
    assertThat(guests.actions()).endsWith("member.add member:" + eve.user());
  }

  @Test
  void takesTheTokenForAProofOfTheAddress() {
    assertThat(guests.userOf(eve).emailVerified()).isFalse();
    accept(eve);
    assertThat(guests.userOf(eve).emailVerified()).isTrue();
  }

  @Test
  void answersTheSameMemberTheSameAgain() {
    accept(eve);
    int entries = guests.actions().size();
    assertThat(accept(eve).role()).isEqualTo(Role.MEMBER);
    assertThat(guests.actions()).hasSize(entries);
  }

  @Test
  void bringsNobodyBackWhoWasRemoved() {
    accept(eve);
    new RemoveMember(guests.here.gatekeeper(), guests.here.world().ledger(), guests.here.roster())
        .execute(guests.owner, new RemoveMember.Command(guests.org, eve.user()));
    assertThat(codeOf(() -> accept(eve))).isEqualTo("invitation_over");
    assertThat(guests.roleOf(eve.user())).isEmpty();
  }

  @Test
  void isForNobodyElse() {
    Actor.SignedIn mallory = guests.here.unverified("Mallory").actor();
    Refusal refusal = refusalOf(() -> accept(mallory));
    assertThat(refusal.code()).isEqualTo("invitation_not_yours");
    assertThat(refusal.detail()).doesNotContain("@");
    assertThat(codeOf(() -> invitations.accept().execute(ANYBODY, token)))
        .isEqualTo("unauthenticated");
    assertThat(guests.roleOf(mallory.user())).isEmpty();
    assertThat(guests.userOf(mallory).emailVerified()).isFalse();
    assertThat(guests.statusOf(token)).isEqualTo(InvitationStatus.PENDING);
  }

  @Test
  void believesOtherIssuersWhatTheyHaveVerified() {
    EmailAddress address = guests.address();
    String theirs = guests.tokenFor(address);
    Actor unsure = external(address, false);
    assertThat(codeOf(() -> invitations.accept().execute(unsure, theirs)))
        .isEqualTo("email_not_verified");
    Actor sure = external(address, true);
    assertThat(invitations.accept().execute(sure, theirs).role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void leavesWhoIsAMemberAlreadyAsTheyAre() {
    guests
        .here
        .world()
        .ledger()
        .change(
            Access.ofInstallation(guests.org),
            change -> {
              guests
                  .here
                  .roster()
                  .join(guests.org, eve.user(), Role.ADMIN, guests.here.given().time());
              return eve;
            });
    assertThat(accept(eve).role()).isEqualTo(Role.ADMIN);
    assertThat(guests.statusOf(token)).isEqualTo(InvitationStatus.ACCEPTED);
    assertThat(guests.actions()).noneMatch(entry -> entry.startsWith("member.add"));
  }

  @Test
  void goesByTheTimeWhateverIsWrittenDown() {
    guests.here.clock().advance(Duration.ofDays(7).minusMillis(1));
    assertThat(guests.statusOf(token)).isEqualTo(InvitationStatus.PENDING);
    guests.here.clock().advance(Duration.ofMillis(1));
    assertThat(codeOf(() -> accept(eve))).isEqualTo("invitation_over");
    assertThat(codeOf(() -> decline(token))).isEqualTo("invitation_over");
    assertThat(guests.roleOf(eve.user())).isEmpty();
  }

  @Test
  void declinesWithTheTokenAlone() {
    decline(token);
    decline(token);
    assertThat(guests.statusOf(token)).isEqualTo(InvitationStatus.DECLINED);
    assertThat(codeOf(() -> accept(eve))).isEqualTo("invitation_over");
    assertThat(guests.actions()).filteredOn(each -> each.contains("decline")).hasSize(1);
  }

  @Test
  void endsWithARevocation() {
    Invitation pending =
        invitations
            .list()
            .execute(guests.owner, new ListInvitations.Command(guests.org, Optional.empty(), 1))
            .get(0);
    invitations
        .revoke()
        .execute(guests.owner, new RevokeInvitation.Command(guests.org, pending.id()));
    assertThat(codeOf(() -> accept(eve))).isEqualTo("invitation_over");
    assertThat(codeOf(() -> decline(token))).isEqualTo("invitation_over");
  }

  @Test
  void knowsNoTokenThatIsNotQuiteOne() {
    for (int at = 0; at < token.length(); at++) {
      char other = token.charAt(at) == 'x' ? 'y' : 'x';
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      assertThat(codeOf(() -> guests.statusOf(changed))).isEqualTo("invitation_not_found");
      assertThat(codeOf(() -> invitations.accept().execute(eve, changed)))
          .isEqualTo("invitation_not_found");
    }
    for (String none : List.of("", "cfi_", token + "x", " " + token, "\u0000", "x".repeat(9_999))) {
      assertThat(codeOf(() -> decline(none))).isEqualTo("invitation_not_found");
    }
    String wellFormed = guests.here.opaqueTokens().create(OpaqueTokens.Kind.INVITATION).token();
    assertThat(codeOf(() -> decline(wellFormed))).isEqualTo("invitation_not_found");
    String another = guests.here.opaqueTokens().create(OpaqueTokens.Kind.VERIFY_EMAIL).token();
    assertThat(codeOf(() -> decline(another))).isEqualTo("invitation_not_found");
  }

  @Test
  void isGoneWithItsOrgAndComesBackWithIt() {
    InMemoryInstallation here = guests.here;
    new DeleteOrg(
            here.gatekeeper(),
            here.world().ledger(),
            here.world().orgs(),
            here.revocations(),
            here.clock())
        .execute(guests.owner, new DeleteOrg.Command(guests.org, Optional.empty()));
    assertThat(codeOf(() -> guests.statusOf(token))).isEqualTo("invitation_not_found");
    assertThat(codeOf(() -> accept(eve))).isEqualTo("invitation_not_found");
    new UndeleteOrg(
            here.gatekeeper(),
            here.world().ledger(),
            here.world().orgs(),
            here.revocations(),
            here.clock())
        .execute(guests.owner, guests.org);
    accept(eve);
  }

  @Test
  void findsNoSeatWhereOthersTookTheLast() {
    guests.leaveSeats(0);
    Refusal full = refusalOf(() -> accept(eve));
    assertThat(full.code()).isEqualTo("seats_exhausted");
    assertThat(full.bound()).contains(new Refusal.Bound(5, 5, Optional.empty()));
    assertThat(guests.statusOf(token)).isEqualTo(InvitationStatus.PENDING);
    assertThat(guests.userOf(eve).emailVerified()).isFalse();
  }

  private OrgStore.Membership accept(Actor actor) {
    return invitations.accept().execute(actor, token);
  }

  private void decline(String which) {
    invitations.decline().execute(ANYBODY, which);
  }

  private Actor external(EmailAddress address, boolean verified) {
    ExternalIdentity identity =
        new ExternalIdentity(InMemoryInstallation.PEOPLE, guests.here.given().word());
    User user =
        new User(
            new UserId(guests.here.given().id()),
            Optional.of(address),
            PersonName.parse("Zoe"),
            verified,
            guests.here.clock().instant());
    guests
        .here
        .world()
        .transactions()
        .required(() -> guests.here.world().externalUsers().add(identity, user, user.createdAt()));
    return new Actor.ByIssuer(user.id(), identity.issuer(), Actor.Origin.INSIDE);
  }
}
