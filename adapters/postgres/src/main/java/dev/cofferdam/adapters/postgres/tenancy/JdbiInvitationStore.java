package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.application.tenancy.port.InvitationStore;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Invitation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Invitations in PostgreSQL. */
public final class JdbiInvitationStore implements InvitationStore {
  private final JdbiTransactions transactions;

  public JdbiInvitationStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(Invitation invitation) {
    dao().add(InvitationRow.of(invitation));
  }

  @Override
  public void update(Invitation invitation) {
    dao().update(InvitationRow.of(invitation));
  }

  @Override
  public Optional<Invitation> find(OrgId org, InvitationId id) {
    return dao().find(org.value(), id.value()).map(InvitationRow::toInvitation);
  }

  @Override
  public Optional<Invitation> findPending(OrgId org, EmailAddress email) {
    return dao().findPending(org.value(), email.value()).map(InvitationRow::toInvitation);
  }

  @Override
  public List<Invitation> list(OrgId org, Optional<InvitationId> before, int limit) {
    return dao().list(org.value(), before.map(InvitationId::value), limit).stream()
        .map(InvitationRow::toInvitation)
        .toList();
  }

  @Override
  public int countOpen(OrgId org, Instant now) {
    return dao().countOpen(org.value(), now);
  }

  @Override
  public void forgetEnded(OrgId org, Instant before) {
    dao().forgetEnded(org.value(), before);
  }

  @Override
  public void addToken(TokenHash hash, OrgId org, InvitationId id) {
    dao().addToken(hash.hex(), org.value(), id.value());
  }

  @Override
  public void forgetTokens(OrgId org, InvitationId id) {
    dao().forgetTokens(org.value(), id.value());
  }

  @Override
  public Optional<Place> placeOf(TokenHash hash) {
    return dao().placeOf(hash.hex()).map(InvitationDao.PlaceRow::toPlace);
  }

  private InvitationDao dao() {
    return transactions.handle().attach(InvitationDao.class);
  }
}
