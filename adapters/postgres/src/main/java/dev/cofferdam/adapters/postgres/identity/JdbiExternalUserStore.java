package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.identity.port.ExternalToken.Profile;
import dev.cofferdam.application.identity.port.ExternalUserStore;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.Optional;

/** Users of other issuers in PostgreSQL. Meeting one is one round trip. */
public final class JdbiExternalUserStore implements ExternalUserStore {
  private final JdbiTransactions transactions;

  public JdbiExternalUserStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Known> meet(ExternalIdentity identity, Profile profile, Instant saidAt) {
    return transactions
        .look(
            handle ->
                handle
                    .attach(ExternalUserDao.class)
                    .meet(
                        identity.issuer(),
                        identity.subject(),
                        profile.email().map(EmailAddress::value),
                        profile.emailVerified(),
                        saidAt))
        .map(row -> new Known(new UserId(row.userId()), row.removed(), row.welcomed()));
  }

  @Override
  public boolean add(ExternalIdentity identity, User user, Instant saidAt) {
    int added =
        dao()
            .add(
                identity.issuer(),
                identity.subject(),
                user.id().value(),
                user.email().map(EmailAddress::value),
                user.name().value(),
                user.emailVerified(),
                user.createdAt(),
                saidAt);
    return added == 1;
  }

  @Override
  public Optional<PersonName> welcome(ExternalIdentity identity) {
    return dao().welcome(identity.issuer(), identity.subject()).map(PersonName::new);
  }

  @Override
  public void describe(
      ExternalIdentity identity, PersonName name, Profile profile, Instant saidAt) {
    dao()
        .describe(
            identity.issuer(),
            identity.subject(),
            name.value(),
            profile.email().map(EmailAddress::value),
            profile.emailVerified(),
            saidAt);
  }

  @Override
  public void remove(ExternalIdentity identity, Instant at) {
    dao().remove(identity.issuer(), identity.subject(), at);
  }

  private ExternalUserDao dao() {
    return transactions.handle().attach(ExternalUserDao.class);
  }
}
