package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.ApiKeyStore;
import dev.cofferdam.application.identity.port.ServiceTokenStore;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Org;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows callers who they are here, by whichever credential they call. */
public final class ShowCaller {
  public static final Permission NEEDS = Permission.WHOAMI;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final Transactions transactions;
  private final People people;
  private final Credentials credentials;

  public ShowCaller(
      Gatekeeper gatekeeper,
      Ledger ledger,
      Transactions transactions,
      People people,
      Credentials credentials) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.transactions = transactions;
    this.people = people;
    this.credentials = credentials;
  }

  public record People(UserStore users, OrgStore orgs) {}

  public record Credentials(ApiKeyStore keys, ServiceTokenStore tokens) {}

  /**
   * @param user empty for who is nobody in particular
   * @param expiresAt when the key or token ends, where it does
   */
  public record Caller(Optional<User> user, List<Place> orgs, Optional<Instant> expiresAt) {
    public Caller {
      orgs = List.copyOf(orgs);
    }
  }

  /**
   * An org that the caller reaches.
   *
   * @param role empty for a service token
   */
  public record Place(Org org, Optional<Role> role) {}

  /**
   * @throws Refusal {@code org_not_found} for a service token whose org was deleted
   */
  public Caller execute(Actor actor) {
    if (actor instanceof Actor.ByServiceToken token) {
      return token(token);
    }
    if (actor instanceof Actor.ByApiKey key) {
      return transactions.required(
          () ->
              new Caller(
                  Optional.of(user(key.user())),
                  people.orgs().of(key.user()).stream()
                      .filter(membership -> membership.org().id().equals(key.org()))
                      .map(ShowCaller::place)
                      .toList(),
                  credentials.keys().of(key.user()).stream()
                      .filter(own -> own.id().equals(key.key()))
                      .findFirst()
                      .map(ApiKey::life)
                      .flatMap(CredentialLife::expiresAt)));
    }
    UserId person = actor.requirePerson();
    return transactions.required(
        () ->
            new Caller(
                Optional.of(user(person)),
                people.orgs().of(person).stream().map(ShowCaller::place).toList(),
                Optional.empty()));
  }

  /** Any service token may know of the project that it is for. */
  private Caller token(Actor.ByServiceToken token) {
    Access access = gatekeeper.require(token, token.org(), Permission.PROJECT_READ);
    return ledger.read(
        access,
        () ->
            new Caller(
                Optional.empty(),
                people.orgs().find(token.org()).stream()
                    .map(org -> new Place(org, Optional.empty()))
                    .toList(),
                credentials
                    .tokens()
                    .find(token.org(), token.token())
                    .map(ServiceToken::life)
                    .flatMap(CredentialLife::expiresAt)));
  }

  private User user(UserId id) {
    return people.users().find(id).orElseThrow(() -> Refusal.notFound("user"));
  }

  private static Place place(Membership membership) {
    return new Place(membership.org(), Optional.of(membership.role()));
  }
}
