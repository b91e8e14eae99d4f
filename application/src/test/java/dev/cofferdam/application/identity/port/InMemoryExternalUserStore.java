package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.application.identity.port.ExternalToken.Profile;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.Optional;

/** Keeps who identities are. Safe for use by many threads. */
public final class InMemoryExternalUserStore implements ExternalUserStore {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<ExternalIdentity, Row> identities;
  private final InMemoryUserStore users;

  public InMemoryExternalUserStore(InMemoryTransactions transactions, InMemoryUserStore users) {
    this.transactions = transactions;
    this.users = users;
    identities = InMemoryTable.ofAll(transactions);
  }

  private record Row(UserId user, Instant saidAt, Optional<Instant> removedAt, boolean welcomed) {
    Known known() {
      return new Known(user, removedAt.isPresent(), welcomed);
    }
  }

  @Override
  public Optional<Known> meet(ExternalIdentity identity, Profile profile, Instant saidAt) {
    Optional<Row> row = identities.find(identity);
    row.filter(found -> found.removedAt().isEmpty() && found.saidAt().isBefore(saidAt))
        .filter(found -> profile.email().isPresent())
        .flatMap(found -> users.find(found.user()))
        .filter(
            user ->
                !user.email().equals(profile.email())
                    || user.emailVerified() != profile.emailVerified())
        .ifPresent(user -> correct(identity, user, profile, saidAt));
    return row.map(Row::known);
  }

  private void correct(ExternalIdentity identity, User user, Profile profile, Instant saidAt) {
    transactions.required(
        () -> {
          users.put(
              new User(
                  user.id(),
                  profile.email(),
                  user.name(),
                  profile.emailVerified(),
                  user.createdAt()));
          Row row = identities.find(identity).orElseThrow();
          identities.put(identity, new Row(user.id(), saidAt, Optional.empty(), row.welcomed()));
          return user;
        });
  }

  /** Whether an issuer has removed somebody. */
  boolean isRemoved(UserId user) {
    return identities.rows().stream()
        .anyMatch(row -> row.user().equals(user) && row.removedAt().isPresent());
  }

  @Override
  public boolean add(ExternalIdentity identity, User user, Instant saidAt) {
    transactions.lock(identity);
    if (identities.find(identity).isPresent()) {
      return false;
    }
    users.put(user);
    identities.put(identity, new Row(user.id(), saidAt, Optional.empty(), false));
    return true;
  }

  @Override
  public Optional<PersonName> welcome(ExternalIdentity identity) {
    transactions.lock(identity);
    Optional<Row> unwelcomed = identities.find(identity).filter(row -> !row.welcomed());
    unwelcomed.ifPresent(
        row -> identities.put(identity, new Row(row.user(), row.saidAt(), row.removedAt(), true)));
    return unwelcomed.flatMap(row -> users.find(row.user())).map(User::name);
  }

  @Override
  public void describe(
      ExternalIdentity identity, PersonName name, Profile profile, Instant saidAt) {
    identities
        .find(identity)
        .filter(row -> row.removedAt().isEmpty())
        .ifPresent(
            row -> {
              User user = users.find(row.user()).orElseThrow();
              users.put(
                  new User(
                      user.id(), profile.email(), name, profile.emailVerified(), user.createdAt()));
              Instant newest = saidAt.isAfter(row.saidAt()) ? saidAt : row.saidAt();
              identities.put(
                  identity, new Row(row.user(), newest, Optional.empty(), row.welcomed()));
            });
  }

  @Override
  public void remove(ExternalIdentity identity, Instant at) {
    identities
        .find(identity)
        .filter(row -> row.removedAt().isEmpty())
        .ifPresent(
            row -> {
              User user = users.find(row.user()).orElseThrow();
              users.put(
                  new User(
                      user.id(),
                      Optional.empty(),
                      new PersonName("Deleted user"),
                      false,
                      user.createdAt()));
              identities.put(
                  identity, new Row(row.user(), row.saidAt(), Optional.of(at), row.welcomed()));
            });
  }
}
