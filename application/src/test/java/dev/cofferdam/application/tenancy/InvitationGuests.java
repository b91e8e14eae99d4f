package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InvitationParts;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import java.util.List;
import java.util.Optional;

/** An org that invites, and the people whom it invites. */
final class InvitationGuests {
  final InMemoryInstallation here = new InMemoryInstallation();
  final InMemoryInstallation.Member ada = here.member("Ada");
  final OrgId org = ada.org();
  final Actor.SignedIn owner = ada.actor();
  final Actor.SignedIn admin = here.colleague(org, "Bob", Role.ADMIN);
  final Actor.SignedIn member = here.colleague(org, "Cy", Role.MEMBER);
  final InvitationParts invitations = here.invitations();

  /** An address that nobody has. */
  EmailAddress address() {
    return EmailAddress.parse(here.given().word() + "@example.org");
  }

  EmailAddress addressOf(Actor.SignedIn actor) {
    return userOf(actor).email().orElseThrow();
  }

  User userOf(Actor.SignedIn actor) {
    return here.world()
        .transactions()
        .required(() -> here.world().users().find(actor.user()))
        .orElseThrow();
  }

  Invitation invite(Actor actor, EmailAddress email, Role role) {
    return invitations.invite().execute(actor, command(email, role)).invitation();
  }

  InviteMember.Command command(EmailAddress email, Role role) {
    return new InviteMember.Command(org, email, role);
  }

  /** Invites an address as a member, and gives the token of the letter. */
  String tokenFor(EmailAddress email) {
    invite(owner, email, Role.MEMBER);
    return newestToken(email);
  }

  String newestToken(EmailAddress email) {
    return here.post().newestTokenTo(email);
  }

  InvitationStatus statusOf(String token) {
    return invitations.show().execute(token).status();
  }

  Optional<Role> roleOf(UserId user) {
    return here.world().orgs().roleOf(org, user);
  }

  /** Fills the org up to the free plan's five seats but for this many. */
  void leaveSeats(int free) {
    int taken =
        here.world()
            .ledger()
            .read(Access.ofInstallation(org), () -> here.world().members().count(org));
    for (int i = taken; i < 5 - free; i++) {
      here.colleague(org, "Seat", Role.MEMBER);
    }
  }

  List<String> actions() {
    return here
        .world()
        .ledger()
        .read(Access.ofInstallation(org), () -> here.world().auditTrail().oldest(org, 0, 100))
        .stream()
        .map(entry -> entry.action() + " " + entry.resource())
        .toList();
  }
}
