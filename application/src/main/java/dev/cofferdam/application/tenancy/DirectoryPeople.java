package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.identity.port.ExternalToken.Profile;
import dev.cofferdam.application.identity.port.ExternalUserStore;
import dev.cofferdam.application.identity.port.ExternalUserStore.Known;
import dev.cofferdam.application.tenancy.port.DirectoryStore;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryUser;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The people of a directory as users here. All calls belong into a transaction. */
public final class DirectoryPeople {
  private final ExternalUserStore users;
  private final DirectoryStore directory;
  private final Revocations revocations;
  private final IdSource ids;
  private final Clock clock;

  public DirectoryPeople(
      ExternalUserStore users,
      DirectoryStore directory,
      Revocations revocations,
      IdSource ids,
      Clock clock) {
    this.users = users;
    this.directory = directory;
    this.revocations = revocations;
    this.ids = ids;
    this.clock = clock;
  }

  Optional<UserId> find(String issuer, String person) {
    return known(issuer, person).map(Known::user);
  }

  /** Who a person is here; somebody whom nobody has seen yet is made a user. */
  UserId require(String issuer, String person) {
    return find(issuer, person)
        .orElseGet(() -> add(issuer, person, directory.findUser(issuer, person)));
  }

  /** Writes down what the directory says of somebody, or that they are no more. */
  void follow(String issuer, DirectoryUser said) {
    UserId user = require(issuer, said.id());
    ExternalIdentity identity = new ExternalIdentity(issuer, said.id());
    if (said.removed()) {
      users.remove(identity, said.changedAt());
      revocations.publish(new Revocation.OfUser(user));
    } else {
      users.describe(identity, nameOf(Optional.of(said)), profileOf(said), said.changedAt());
    }
  }

  private Optional<Known> known(String issuer, String person) {
    return users.meet(new ExternalIdentity(issuer, person), Profile.UNKNOWN, Instant.EPOCH);
  }

  private UserId add(String issuer, String person, Optional<DirectoryUser> said) {
    Profile profile = said.map(DirectoryPeople::profileOf).orElse(Profile.UNKNOWN);
    User user =
        new User(
            new UserId(ids.next()),
            profile.email(),
            nameOf(said),
            profile.emailVerified(),
            clock.instant());
    Instant saidAt = said.map(DirectoryUser::changedAt).orElse(Instant.EPOCH);
    return users.add(new ExternalIdentity(issuer, person), user, saidAt)
        ? user.id()
        : known(issuer, person).orElseThrow().user();
  }

  private static Profile profileOf(DirectoryUser said) {
    return new Profile(said.email(), said.emailVerified(), said.name());
  }

  private static PersonName nameOf(Optional<DirectoryUser> said) {
    return said.map(DirectoryPeople::profileOf).orElse(Profile.UNKNOWN).callName();
  }
}
