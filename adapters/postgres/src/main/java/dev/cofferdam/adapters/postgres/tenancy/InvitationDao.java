package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.adapters.postgres.BindRecord;
import dev.cofferdam.application.tenancy.port.InvitationStore.Place;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Invitations into orgs. */
interface InvitationDao {
  @SqlUpdate(
      """
      insert into invitations (
        org_id, invitation_id, email, role, status, invited_by, sent_at, expires_at, reminded)
      values (
        :orgId, :invitationId, :email, :role, :status, :invitedBy, :sentAt, :expiresAt, :reminded)
      """)
  void add(@BindRecord InvitationRow invitation);

  @SqlUpdate(
      """
      update invitations set
        role = :role, status = :status, invited_by = :invitedBy, sent_at = :sentAt,
        expires_at = :expiresAt, reminded = :reminded
      where org_id = :orgId and invitation_id = :invitationId
      """)
  void update(@BindRecord InvitationRow invitation);

  @SqlQuery(
      """
      select org_id, invitation_id, email, role, status, invited_by, sent_at, expires_at, reminded
      from invitations where org_id = :org and invitation_id = :id
      """)
  Optional<InvitationRow> find(UUID org, UUID id);

  @SqlQuery(
      """
      select org_id, invitation_id, email, role, status, invited_by, sent_at, expires_at, reminded
      from invitations where org_id = :org and email = :email and status = 'pending'
      """)
  Optional<InvitationRow> findPending(UUID org, String email);

  @SqlQuery(
      """
      select org_id, invitation_id, email, role, status, invited_by, sent_at, expires_at, reminded
      from invitations
      where org_id = :org and (:before::uuid is null or invitation_id < :before)
      order by invitation_id desc limit :limit
      """)
  List<InvitationRow> list(UUID org, Optional<UUID> before, int limit);

  @SqlQuery(
      """
      select count(*) from invitations
      where org_id = :org and status = 'pending' and expires_at > :now
      """)
  int countOpen(UUID org, Instant now);

  @SqlUpdate(
      """
      delete from invitations
      where org_id = :org and status <> 'pending' and expires_at < :before
      """)
  void forgetEnded(UUID org, Instant before);

  @SqlUpdate(
      """
      insert into invitation_tokens (token_hash, org_id, invitation_id) values (:hash, :org, :id)
      """)
  void addToken(String hash, UUID org, UUID id);

  @SqlUpdate("delete from invitation_tokens where org_id = :org and invitation_id = :id")
  void forgetTokens(UUID org, UUID id);

  @SqlQuery("select org_id, invitation_id from invitation_tokens where token_hash = :hash")
  Optional<PlaceRow> placeOf(String hash);

  /** Where a token's invitation is. */
  record PlaceRow(UUID orgId, UUID invitationId) {
    Place toPlace() {
      return new Place(new OrgId(orgId), new InvitationId(invitationId));
    }
  }
}
