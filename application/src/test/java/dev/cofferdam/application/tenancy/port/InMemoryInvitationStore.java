package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps invitations. Safe for use by many threads. */
public final class InMemoryInvitationStore implements InvitationStore, PendingInvitations {
  private final InMemoryTable<Key, Row> invitations;
  private final InMemoryTable<TokenHash, Place> tokens;

  public InMemoryInvitationStore(InMemoryTransactions transactions) {
    invitations = InMemoryTable.ofOrgs(transactions);
    tokens = InMemoryTable.ofAll(transactions);
  }

  private record Key(OrgId org, InvitationId id) {}

  private record Row(Invitation value) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.org();
    }

    boolean isPending() {
      return value.status() == InvitationStatus.PENDING;
    }
  }

  @Override
  public void add(Invitation invitation) {
    if (findPending(invitation.org(), invitation.email()).isPresent()) {
      throw new IllegalStateException("the address has a pending invitation");
    }
    put(invitation);
  }

  @Override
  public void update(Invitation invitation) {
    if (find(invitation.org(), invitation.id()).isPresent()) {
      put(invitation);
    }
  }

  private void put(Invitation invitation) {
    invitations.put(new Key(invitation.org(), invitation.id()), new Row(invitation));
  }

  @Override
  public Optional<Invitation> find(OrgId org, InvitationId id) {
    return invitations.find(new Key(org, id)).map(Row::value);
  }

  @Override
  public Optional<Invitation> findPending(OrgId org, EmailAddress email) {
    return invitations.rows().stream()
        .filter(row -> row.org().equals(org) && row.isPending())
        .map(Row::value)
        .filter(invitation -> invitation.email().equals(email))
        .findFirst();
  }

  @Override
  public List<Invitation> list(OrgId org, Optional<InvitationId> before, int limit) {
    return invitations.rows().stream()
        .filter(row -> row.org().equals(org))
        .map(Row::value)
        .filter(each -> before.filter(id -> !isBefore(each.id(), id)).isEmpty())
        .sorted(Comparator.comparing((Invitation each) -> each.id().toString()).reversed())
        .limit(limit)
        .toList();
  }

  private static boolean isBefore(InvitationId one, InvitationId other) {
    return one.toString().compareTo(other.toString()) < 0;
  }

  @Override
  public int countOpen(OrgId org, Instant now) {
    return (int)
        invitations.rows().stream()
            .filter(row -> row.org().equals(org) && row.value().isOpenAt(now))
            .count();
  }

  @Override
  public void forgetEnded(OrgId org, Instant before) {
    invitations.rows().stream()
        .filter(row -> row.org().equals(org) && !row.isPending())
        .map(Row::value)
        .filter(each -> each.expiresAt().isBefore(before))
        .forEach(each -> invitations.remove(new Key(org, each.id())));
  }

  @Override
  public void addToken(TokenHash hash, OrgId org, InvitationId id) {
    tokens.put(hash, new Place(org, id));
  }

  @Override
  public void forgetTokens(OrgId org, InvitationId id) {
    Place place = new Place(org, id);
    tokens
        .rowsByKey()
        .forEach(
            (hash, there) -> {
              if (there.equals(place)) {
                tokens.remove(hash);
              }
            });
  }

  @Override
  public Optional<Place> placeOf(TokenHash hash) {
    return tokens.find(hash);
  }

  @Override
  public List<Pending> list(int limit) {
    return invitations.rowsOfAllOrgs().stream()
        .filter(Row::isPending)
        .map(Row::value)
        .sorted(
            Comparator.comparing(Invitation::expiresAt).thenComparing(each -> each.id().toString()))
        .limit(limit)
        .map(each -> new Pending(each.org(), each.id(), each.expiresAt()))
        .toList();
  }
}
