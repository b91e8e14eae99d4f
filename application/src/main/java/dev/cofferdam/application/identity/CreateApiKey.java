package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.identity.port.ApiKeyStore;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.NewToken;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a key of the caller's own for an org that they are in; only people in person may. */
public final class CreateApiKey {
  public static final Permission NEEDS = Permission.SELF;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final Memberships memberships;
  private final ApiKeyStore keys;
  private final OwnAccount account;
  private final Means means;

  public CreateApiKey(
      Gatekeeper gatekeeper,
      Ledger ledger,
      Memberships memberships,
      ApiKeyStore keys,
      OwnAccount account,
      Means means) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.memberships = memberships;
    this.keys = keys;
    this.account = account;
    this.means = means;
  }

  /** What keys are made with. */
  public record Means(OpaqueTokens opaque, IdSource ids, Clock clock) {}

  /**
   * @param scopes empty for all that the caller's role has a use for
   */
  public record Command(
      OrgId org, CredentialName name, Optional<Set<Scope>> scopes, Optional<Instant> expiresAt) {}

  /** Prints without the token. */
  public record Outcome(ApiKey key, String token) {
    @Override
    public String toString() {
      return "Outcome[" + key + ", [REDACTED]]";
    }
  }

  /**
   * @throws Refusal {@code org_not_found}, {@code invalid_field} for scopes that the caller's role
   *     has no use for and an expiry in the past, {@code too_many_api_keys}
   */
  public Outcome execute(Actor actor, Command command) {
    UserId user = actor.requirePerson();
    Access access = gatekeeper.require(actor, command.org(), Permission.ORG_READ);
    return account.during(
        user, () -> ledger.change(access, change -> create(actor, user, command, change)));
  }

  private Outcome create(Actor actor, UserId user, Command command, Ledger.Change change) {
    OrgId org = command.org();
    Role role = memberships.roleOf(org, user).orElseThrow(() -> Refusal.notFound("org"));
    Set<Scope> useful = Permission.scopesOf(role);
    Set<Scope> scopes = command.scopes().orElse(useful);
    if (!useful.containsAll(scopes)) {
      throw Refusal.invalid("scopes", "must be ones that your role in the org has a use for");
    }
    Instant now = means.clock().instant();
    makeRoom(org, user, now);
    NewToken token = means.opaque().create(OpaqueTokens.Kind.API_KEY);
    ApiKey key =
        new ApiKey(
            new ApiKeyId(means.ids().next()),
            org,
            user,
            command.name(),
            scopes,
            token.start(),
            CredentialLife.begun(now, command.expiresAt()));
    keys.add(key, token.hash());
    change.record(AuditEntry.allowed(actor, "api_key.create", "api_key:" + key.id()));
    return new Outcome(key, token.token());
  }

  /** The key that expired first gives way, where there is one. */
  private void makeRoom(OrgId org, UserId user, Instant now) {
    List<ApiKey> mine = keys.of(user).stream().filter(key -> key.org().equals(org)).toList();
    if (mine.size() < ApiKey.MOST) {
      return;
    }
    ApiKey expired =
        CredentialLife.firstExpired(mine, ApiKey::life, now)
            .orElseThrow(
                () ->
                    Refusal.conflict(
                        "too_many_api_keys",
                        "You have " + ApiKey.MOST + " API keys in this org; delete one first."));
    keys.remove(org, expired.id());
  }
}
