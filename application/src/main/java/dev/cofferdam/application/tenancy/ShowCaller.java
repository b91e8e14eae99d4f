package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Org;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Shows callers who they are here, by whichever credential they call. */
public final class ShowCaller {
  public static final Permission NEEDS = Permission.WHOAMI;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final Transactions transactions;
  private final UserStore users;
  private final OrgStore orgs;

  public ShowCaller(
      Gatekeeper gatekeeper,
      Ledger ledger,
      Transactions transactions,
      UserStore users,
      OrgStore orgs) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.transactions = transactions;
    this.users = users;
    this.orgs = orgs;
  }

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
   * @throws Refusal {@code org_not_found} for a key or a token whose org was deleted
   */
  public Caller execute(Actor actor) {
    if (actor instanceof Actor.ByServiceToken token) {
      return token(token);
    }
    if (actor instanceof Actor.ByApiKey key) {
      Caller caller = person(key.user(), org -> org.id().equals(key.org()), key.expiresAt());
      if (caller.orgs().isEmpty()) {
        throw Refusal.notFound("org");
      }
      return caller;
    }
    return person(actor.requirePerson(), org -> true, Optional.empty());
  }

  private Caller person(UserId user, Predicate<Org> isReached, Optional<Instant> expiresAt) {
    return transactions.required(
        () ->
            new Caller(
                Optional.of(user(user)),
                orgs.of(user).stream()
                    .filter(membership -> isReached.test(membership.org()))
                    .map(ShowCaller::place)
                    .toList(),
                expiresAt));
  }

  /** Any service token may know of the project that it is for. */
  private Caller token(Actor.ByServiceToken token) {
    Access access = gatekeeper.require(token, token.org(), Permission.PROJECT_READ);
    return ledger.read(
        access,
        () ->
            new Caller(
                Optional.empty(),
                orgs.find(token.org()).stream()
                    .map(org -> new Place(org, Optional.empty()))
                    .toList(),
                token.expiresAt()));
  }

  private User user(UserId id) {
    return users.find(id).orElseThrow(() -> Refusal.notFound("user"));
  }

  private static Place place(Membership membership) {
    return new Place(membership.org(), Optional.of(membership.role()));
  }
}
