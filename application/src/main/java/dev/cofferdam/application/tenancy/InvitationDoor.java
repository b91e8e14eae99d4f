package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.application.tenancy.port.InvitationStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.Org;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Lets who has an invitation's token in to that one invitation, and to nothing else of its org. A
 * token that can't be one, that nobody has, that a newer letter replaced, and one into a deleted
 * org are all the same: there is no such invitation.
 */
public final class InvitationDoor {
  private final Transactions transactions;
  private final Ledger ledger;
  private final OrgStore orgs;
  private final InvitationStore invitations;
  private final OpaqueTokens opaque;

  public InvitationDoor(
      Transactions transactions,
      Ledger ledger,
      OrgStore orgs,
      InvitationStore invitations,
      OpaqueTokens opaque) {
    this.transactions = transactions;
    this.ledger = ledger;
    this.orgs = orgs;
    this.invitations = invitations;
    this.opaque = opaque;
  }

  /** An invitation, and the org that it is into. */
  record Found(Org org, Invitation invitation) {}

  /**
   * Reads an invitation.
   *
   * @throws Refusal {@code invitation_not_found}
   */
  <T> T read(String token, Function<Found, T> work) {
    TokenHash hash = hashOf(token);
    OrgId org = orgOf(hash);
    return ledger.read(Access.ofInstallation(org), () -> work.apply(find(org, hash)));
  }

  /**
   * Changes something about an invitation, under its org's ledger head: of two who come with the
   * same token, the second finds what the first has left.
   *
   * @throws Refusal {@code invitation_not_found}
   */
  <T> T change(String token, BiFunction<Found, Ledger.Change, T> work) {
    TokenHash hash = hashOf(token);
    OrgId org = orgOf(hash);
    return ledger.change(Access.ofInstallation(org), change -> work.apply(find(org, hash), change));
  }

  private OrgId orgOf(TokenHash hash) {
    return transactions
        .required(() -> invitations.placeOf(hash))
        .map(InvitationStore.Place::org)
        .orElseThrow(InvitationDoor::unknown);
  }

  private Found find(OrgId id, TokenHash hash) {
    InvitationStore.Place place = invitations.placeOf(hash).orElseThrow(InvitationDoor::unknown);
    Invitation invitation = invitations.find(id, place.id()).orElseThrow(InvitationDoor::unknown);
    Org org = orgs.find(id).orElseThrow(InvitationDoor::unknown);
    if (orgs.deletedAt(id).isPresent()) {
      throw unknown();
    }
    return new Found(org, invitation);
  }

  private TokenHash hashOf(String token) {
    try {
      return opaque.hash(OpaqueTokens.Kind.INVITATION, token);
    } catch (Refusal malformed) {
      throw unknown();
    }
  }

  private static Refusal unknown() {
    return Refusal.notFound("invitation");
  }
}
