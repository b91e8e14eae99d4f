package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.application.tenancy.port.PendingInvitations.Pending;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What the system role may see of invitations. */
interface PendingInvitationDao {
  @SqlQuery(
      """
      select org_id, invitation_id, expires_at from invitations where status = 'pending'
      order by expires_at, invitation_id limit :limit
      """)
  List<PendingInvitationRow> list(int limit);

  /** Which invitation it is. */
  record PendingInvitationRow(UUID orgId, UUID invitationId, Instant expiresAt) {
    Pending toPending() {
      return new Pending(new OrgId(orgId), new InvitationId(invitationId), expiresAt);
    }
  }
}
