package dev.cofferdam.application.tenancy.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.application.tenancy.port.InvitationStore.Place;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an {@link InvitationStore} promises. */
public abstract class InvitationStoreContract extends WorldContract {
  @Test
  void keepsAnInvitationAsItIs() {
    OrgId org = given.org();
    Invitation invitation = invited(org);
    assertThat(read(org, () -> store().find(org, invitation.id()))).contains(invitation);
    assertThat(read(org, () -> store().findPending(org, invitation.email()))).contains(invitation);
    assertThat(read(org, () -> store().find(org, new InvitationId(given.id())))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(InvitationStatus.class)
  void changesWhatMayChange(InvitationStatus status) {
    OrgId org = given.org();
    Invitation before = invited(org);
    Invitation other = invited(org);
    Invitation after =
        before.resent(Role.OWNER, given.user(), given.time()).afterReminder().ended(status);
    changing(org, () -> store().update(after));
    assertThat(read(org, () -> store().find(org, before.id()))).contains(after);
    assertThat(read(org, () -> store().find(org, other.id()))).contains(other);
    assertThat(read(org, () -> store().findPending(org, before.email())).isPresent())
        .isEqualTo(status == InvitationStatus.PENDING);
  }

  @Test
  void hasOnePendingInvitationForAnAddress() {
    OrgId org = given.org();
    Invitation first = invited(org);
    Invitation second = invitation(org, first.email());
    assertThatThrownBy(() -> changing(org, () -> store().add(second)))
        .isInstanceOf(RuntimeException.class);
    changing(org, () -> store().update(first.ended(InvitationStatus.DECLINED)));
    changing(org, () -> store().add(second));
    assertThat(read(org, () -> store().findPending(org, first.email()))).contains(second);
    OrgId elsewhere = given.org();
    Invitation third = invitation(elsewhere, first.email());
    changing(elsewhere, () -> store().add(third));
  }

  @Test
  void listsTheNewestFirstInPages() {
    OrgId org = given.org();
    Invitation first = invited(org);
    Invitation second = invited(org);
    Invitation third = invited(org);
    assertThat(read(org, () -> store().list(org, Optional.empty(), 2)))
        .containsExactly(third, second);
    assertThat(read(org, () -> store().list(org, Optional.of(second.id()), 2)))
        .containsExactly(first);
    assertThat(read(org, () -> store().list(org, Optional.of(first.id()), 2))).isEmpty();
  }

  @Test
  void countsWhatIsOpen() {
    OrgId org = given.org();
    Invitation first = invited(org);
    Invitation second = invited(org);
    invited(given.org());
    assertThat(read(org, () -> store().countOpen(org, first.sentAt()))).isEqualTo(2);
    assertThat(read(org, () -> store().countOpen(org, first.expiresAt()))).isEqualTo(1);
    changing(org, () -> store().update(second.ended(InvitationStatus.REVOKED)));
    assertThat(read(org, () -> store().countOpen(org, first.sentAt()))).isEqualTo(1);
  }

  @Test
  void forgetsWhatEndedLongAgo() {
    OrgId org = given.org();
    Invitation ended = invited(org);
    Invitation pending = invited(org);
    Invitation elsewhere = invited(given.org());
    changing(org, () -> store().update(ended.ended(InvitationStatus.ACCEPTED)));
    changing(elsewhere.org(), () -> store().update(elsewhere.ended(InvitationStatus.ACCEPTED)));
    changing(org, () -> store().forgetEnded(org, ended.expiresAt()));
    assertThat(read(org, () -> store().find(org, ended.id()))).isPresent();
    Instant later = pending.expiresAt().plusSeconds(1);
    changing(org, () -> store().forgetEnded(elsewhere.org(), later));
    changing(org, () -> store().forgetEnded(org, later));
    assertThat(read(org, () -> store().list(org, Optional.empty(), 9))).containsExactly(pending);
    assertThat(read(elsewhere.org(), () -> store().find(elsewhere.org(), elsewhere.id())))
        .isPresent();
  }

  @Test
  void findsAnInvitationByItsTokensUntilTheyAreForgotten() {
    OrgId org = given.org();
    Invitation invitation = invited(org);
    Invitation other = invited(org);
    TokenHash first = hash();
    TokenHash second = hash();
    TokenHash others = hash();
    changing(
        org,
        () -> {
          store().addToken(first, org, invitation.id());
          store().addToken(second, org, invitation.id());
          store().addToken(others, org, other.id());
        });
    Place place = new Place(org, invitation.id());
    assertThat(inTransaction(() -> store().placeOf(first))).contains(place);
    assertThat(inTransaction(() -> store().placeOf(second))).contains(place);
    assertThat(inTransaction(() -> store().placeOf(hash()))).isEmpty();
    changing(org, () -> store().forgetTokens(org, invitation.id()));
    assertThat(inTransaction(() -> store().placeOf(first))).isEmpty();
    assertThat(inTransaction(() -> store().placeOf(second))).isEmpty();
    assertThat(inTransaction(() -> store().placeOf(others))).isPresent();
  }

  @Test
  void touchesNoOtherOrg() {
    OrgId mine = given.org();
    OrgId theirs = given.org();
    Invitation invitation = invited(theirs);
    changing(
        mine,
        () -> {
          assertThat(store().find(theirs, invitation.id())).isEmpty();
          assertThat(store().findPending(theirs, invitation.email())).isEmpty();
          assertThat(store().list(theirs, Optional.empty(), 10)).isEmpty();
          assertThat(store().countOpen(theirs, invitation.sentAt())).isZero();
          store().update(invitation.ended(InvitationStatus.REVOKED));
        });
    assertThatThrownBy(() -> changing(mine, () -> store().add(invitation(theirs, address()))))
        .isInstanceOf(RuntimeException.class);
    assertThat(read(theirs, () -> store().find(theirs, invitation.id()))).contains(invitation);
  }

  private InvitationStore store() {
    return world.invitations();
  }

  private EmailAddress address() {
    return EmailAddress.parse(given.word() + "@example.org");
  }

  private TokenHash hash() {
    return new TokenHash(given.id().toString().replace("-", ""));
  }

  private Invitation invitation(OrgId org, EmailAddress email) {
    return Invitation.sent(
        org, new InvitationId(given.id()), email, Role.MEMBER, given.user(), given.time());
  }

  private Invitation invited(OrgId org) {
    Invitation invitation = invitation(org, address());
    changing(org, () -> store().add(invitation));
    return invitation;
  }
}
