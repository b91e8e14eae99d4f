package dev.cofferdam.application.world;

import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.identity.LetterBox;
import dev.cofferdam.application.identity.LetterGuard;
import dev.cofferdam.application.identity.ProvenAddress;
import dev.cofferdam.application.identity.port.OpaqueTokens;
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
import dev.cofferdam.application.tenancy.ResendInvitation;
import dev.cofferdam.application.tenancy.RevokeInvitation;
import dev.cofferdam.application.tenancy.Roster;
import dev.cofferdam.application.tenancy.Seats;
import dev.cofferdam.application.tenancy.ShowInvitation;
import dev.cofferdam.application.tenancy.TendInvitation;
import dev.cofferdam.domain.ids.IdSource;
import java.time.Clock;

/** Invitations, put together over any storage. */
public final class InvitationParts {
  private final ContractWorld world;
  private final Means means;
  private final Clock clock;
  private final InvitationEvents events;
  private final IdSource ids;

  public InvitationParts(ContractWorld world, Means means, IdSource ids, Clock clock) {
    this.world = world;
    this.means = means;
    this.ids = ids;
    this.clock = clock;
    this.events = new InvitationEvents(world.outbox(), ids);
  }

  /** What invitations need of the features around them. */
  public record Means(
      Gatekeeper gatekeeper,
      Roster roster,
      Entitlements entitlements,
      OpaqueTokens opaque,
      LetterBox letters) {}

  public InviteMember invite() {
    return new InviteMember(
        means.gatekeeper(),
        world.ledger(),
        world.invitations(),
        sender(),
        new ProvenAddress(world.users()));
  }

  public ResendInvitation resend() {
    return new ResendInvitation(
        means.gatekeeper(),
        world.ledger(),
        world.invitations(),
        sender(),
        new ProvenAddress(world.users()));
  }

  public RevokeInvitation revoke() {
    return new RevokeInvitation(means.gatekeeper(), world.ledger(), world.invitations(), ender());
  }

  public ListInvitations list() {
    return new ListInvitations(means.gatekeeper(), world.ledger(), world.invitations(), clock);
  }

  public ShowInvitation show() {
    return new ShowInvitation(door(), letters(), clock);
  }

  public AcceptInvitation accept() {
    return new AcceptInvitation(door(), world.users(), invited());
  }

  public DeclineInvitation decline() {
    return new DeclineInvitation(door(), ender(), clock);
  }

  public TendInvitation tend() {
    return new TendInvitation(
        world.ledger(), world.orgs(), world.invitations(), letters(), ender(), clock);
  }

  public InvitationDoor door() {
    return new InvitationDoor(
        world.transactions(), world.ledger(), world.orgs(), world.invitations(), means.opaque());
  }

  public InvitedMembers invited() {
    return new InvitedMembers(world.members(), means.roster(), seats(), ender(), clock);
  }

  private InvitationSender sender() {
    return new InvitationSender(
        world.members(), world.invitations(), seats(), letters(), events, ids, clock);
  }

  private Seats seats() {
    return new Seats(world.members(), world.invitations(), means.entitlements(), clock);
  }

  private InvitationEnder ender() {
    return new InvitationEnder(world.invitations(), events);
  }

  private InvitationLetters letters() {
    return new InvitationLetters(
        world.invitations(),
        means.opaque(),
        world.users(),
        world.orgs(),
        new InvitationLetters.Post(
            means.letters(), PostOffice.LINKS, new LetterGuard(world.attempts(), clock)));
  }
}
