package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Invitation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Invitations and the hashes of their tokens. Everything but {@link #placeOf} belongs into the
 * org's {@link dev.cofferdam.application.audit.port.Ledger}.
 */
public interface InvitationStore {
  /** Adds an invitation; an org has at most one for an address that is written down as pending. */
  void add(Invitation invitation);

  /** Writes an invitation anew, all but its org, id and address. */
  void update(Invitation invitation);

  Optional<Invitation> find(OrgId org, InvitationId id);

  /** The one for an address that is written down as pending, be its time over or not. */
  Optional<Invitation> findPending(OrgId org, EmailAddress email);

  /**
   * Newest first.
   *
   * @param before starts behind this one; empty for the newest
   */
  List<Invitation> list(OrgId org, Optional<InvitationId> before, int limit);

  /** How many are open at a time. */
  int countOpen(OrgId org, Instant now);

  /** Forgets those of an org that aren't written down as pending and expired before a time. */
  void forgetEnded(OrgId org, Instant before);

  /** Adds a token that finds an invitation. */
  void addToken(TokenHash hash, OrgId org, InvitationId id);

  /** Makes all tokens of an invitation find nothing. */
  void forgetTokens(OrgId org, InvitationId id);

  /** Which invitation a token is for, in whatever org. Belongs into a transaction. */
  Optional<Place> placeOf(TokenHash hash);

  /** Where an invitation is. */
  record Place(OrgId org, InvitationId id) {}
}
