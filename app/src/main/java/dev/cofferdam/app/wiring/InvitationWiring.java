package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.http.tenancy.TenancyUseCases;
import dev.cofferdam.adapters.postgres.identity.JdbiAttemptStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiInvitationStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiMemberStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiPendingInvitations;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.identity.LetterGuard;
import dev.cofferdam.application.identity.ProvenAddress;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.metering.port.Entitlements;
import dev.cofferdam.application.tenancy.AcceptInvitation;
import dev.cofferdam.application.tenancy.DeclineInvitation;
import dev.cofferdam.application.tenancy.InvitationDoor;
import dev.cofferdam.application.tenancy.InvitationEnder;
import dev.cofferdam.application.tenancy.InvitationEvents;
import dev.cofferdam.application.tenancy.InvitationLetters;
import dev.cofferdam.application.tenancy.InvitationSender;
import dev.cofferdam.application.tenancy.InviteMember;
import dev.cofferdam.application.tenancy.InvitedMembers;
import dev.cofferdam.application.tenancy.ListInvitations;
import dev.cofferdam.application.tenancy.ReconcileInvitations;
import dev.cofferdam.application.tenancy.ResendInvitation;
import dev.cofferdam.application.tenancy.RevokeInvitation;
import dev.cofferdam.application.tenancy.Roster;
import dev.cofferdam.application.tenancy.Seats;
import dev.cofferdam.application.tenancy.ShowInvitation;
import dev.cofferdam.application.tenancy.TendInvitation;
import dev.cofferdam.application.tenancy.port.InvitationStore;
import dev.cofferdam.application.tenancy.port.InvitationTimers;
import dev.cofferdam.application.tenancy.port.MemberStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.application.tenancy.port.PendingInvitations;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.InvitationId;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/** Invitations into orgs. */
final class InvitationWiring {
  final InvitationDoor door;
  final InvitedMembers invited;
  final TenancyUseCases.Invitations useCases;
  final TendInvitation tend;
  private final PendingInvitations pending;
  private final Clock clock;

  InvitationWiring(
      DatabaseWiring database,
      KeyWiring keys,
      MailWiring mail,
      People people,
      Entitlements entitlements,
      IdSource ids,
      Clock clock) {
    this.clock = clock;
    pending = new JdbiPendingInvitations(database.system);
    MemberStore members = new JdbiMemberStore(database.app);
    InvitationStore invitations = new JdbiInvitationStore(database.app);
    Seats seats = new Seats(members, invitations, entitlements, clock);
    InvitationEvents events = new InvitationEvents(mail.outbox, ids);
    InvitationEnder ender = new InvitationEnder(invitations, events);
    InvitationLetters letters =
        new InvitationLetters(
            invitations,
            keys.opaqueTokens,
            people.users(),
            people.orgs(),
            new InvitationLetters.Post(
                mail.letterBox,
                mail.links,
                new LetterGuard(new JdbiAttemptStore(database.app), clock)));
    InvitationSender sender =
        new InvitationSender(members, invitations, seats, letters, events, ids, clock);
    Gatekeeper gatekeeper = people.gatekeeper();
    ProvenAddress address = new ProvenAddress(people.users());
    Roster roster = people.roster();
    door =
        new InvitationDoor(
            database.app, database.ledger, people.orgs(), invitations, keys.opaqueTokens);
    invited = new InvitedMembers(members, roster, seats, ender, clock);
    tend = new TendInvitation(database.ledger, people.orgs(), invitations, letters, ender, clock);
    useCases =
        new TenancyUseCases.Invitations(
            new InviteMember(gatekeeper, database.ledger, invitations, sender, address),
            new ResendInvitation(gatekeeper, database.ledger, invitations, sender, address),
            new RevokeInvitation(gatekeeper, database.ledger, invitations, ender),
            new ListInvitations(gatekeeper, database.ledger, invitations, clock),
            new ShowInvitation(door, letters, clock),
            new AcceptInvitation(door, people.users(), invited),
            new DeclineInvitation(door, ender, clock));
  }

  ReconcileInvitations reconciler(InvitationTimers timers) {
    return new ReconcileInvitations(pending, tend, timers, clock);
  }

  /** What is done about the events of invitations. */
  static Map<String, Consumer<OutboxEvent>> subscribers(InvitationTimers timers) {
    return Map.of(
        InvitationEvents.SENT,
        event -> timers.renew(event.requireOrg(), idOf(event)),
        InvitationEvents.ENDED,
        event -> timers.end(idOf(event)));
  }

  private static InvitationId idOf(OutboxEvent event) {
    return InvitationId.parse(event.subject()).orElseThrow();
  }

  /** Who there is, and who decides what they may. */
  record People(Gatekeeper gatekeeper, UserStore users, OrgStore orgs, Roster roster) {}
}
