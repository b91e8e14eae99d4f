package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.List;

/** The invitations of all orgs that are written down as pending. */
public interface PendingInvitations {
  /** Those that expire first, first. */
  List<Pending> list(int limit);

  /** Which it is, and until when it is open. */
  record Pending(OrgId org, InvitationId id, Instant expiresAt) {}
}
