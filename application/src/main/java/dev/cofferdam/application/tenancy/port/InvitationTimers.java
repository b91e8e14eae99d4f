package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;

/**
 * Runs the time of invitations durably: their reminder and their expiry. What it does in the end is
 * {@code TendInvitation}'s, which goes by the invitation as it is then.
 */
public interface InvitationTimers {
  /** Starts the time of an invitation, unless it is under way. */
  void launch(OrgId org, InvitationId id);

  /** An invitation was sent, for the first time or again: its time begins now. */
  void renew(OrgId org, InvitationId id);

  /** An invitation has come to its end, and so does its time; where none is under way, nothing. */
  void end(InvitationId id);
}
