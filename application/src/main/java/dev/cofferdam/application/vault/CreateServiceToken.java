package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.identity.ProvenAddress;
import dev.cofferdam.application.identity.port.ExternalTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.NewToken;
import dev.cofferdam.application.identity.port.ServiceTokenStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Cidr;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.identity.ExchangeRule;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a service token. It gets no right that its maker does not have. */
public final class CreateServiceToken {
  public static final Permission NEEDS = Permission.SERVICE_TOKEN_WRITE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final ServiceTokenStore tokens;
  private final ProvenAddress address;
  private final Means means;

  public CreateServiceToken(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EnvironmentFinder finder,
      ServiceTokenStore tokens,
      ProvenAddress address,
      Means means) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.tokens = tokens;
    this.address = address;
    this.means = means;
  }

  /** What tokens are made with, and who is trusted to vouch for jobs. */
  public record Means(OpaqueTokens opaque, ExternalTokens issuers, IdSource ids, Clock clock) {}

  /** Where a token is to work, and what it may do there. */
  public record Reach(ProjectName project, List<EnvironmentName> environments, TokenAccess access) {
    static final int MOST_ENVIRONMENTS = 50;

    public Reach {
      environments = List.copyOf(environments);
      if (environments.isEmpty() || environments.size() > MOST_ENVIRONMENTS) {
        throw Refusal.invalid("environments", "must name 1 to " + MOST_ENVIRONMENTS);
      }
      if (Set.copyOf(environments).size() < environments.size()) {
        throw Refusal.invalid("environments", "must name each once");
      }
    }
  }

  /**
   * @param allowedCidrs where it may be used from; empty for anywhere
   * @param exchange which CI jobs get short tokens of it, where it has none of its own
   */
  public record Command(
      OrgId org,
      CredentialName name,
      Reach reach,
      Optional<Instant> expiresAt,
      List<Cidr> allowedCidrs,
      Optional<ExchangeRule> exchange) {
    public Command {
      allowedCidrs = List.copyOf(allowedCidrs);
    }
  }

  /**
   * Prints without the token.
   *
   * @param token empty where CI jobs exchange theirs
   */
  public record Outcome(ShownServiceToken made, Optional<String> token) {
    @Override
    public String toString() {
      return "Outcome[" + made + ", [REDACTED]]";
    }
  }

  /**
   * @throws Refusal {@code project_not_found}, {@code environment_not_found}, {@code
   *     email_not_verified}, {@code forbidden} for rights or protected environments that are not
   *     the caller's, {@code invalid_field}, {@code too_many_service_tokens}
   */
  public Outcome execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    rightsOf(command.reach().access()).forEach(access::require);
    requireNoLongerLife(actor, command.expiresAt());
    command.exchange().ifPresent(this::requireTrusted);
    return ledger.change(access, change -> create(actor, access, command, change));
  }

  /** A key that ends makes nothing that outlives it. */
  private static void requireNoLongerLife(Actor actor, Optional<Instant> expiresAt) {
    if (actor instanceof Actor.ByApiKey key
        && key.expiresAt().isPresent()
        && expiresAt.filter(end -> !end.isAfter(key.expiresAt().get())).isEmpty()) {
      throw Refusal.invalid("expires_at", "must not be after the end of the key that makes it");
    }
  }

  private void requireTrusted(ExchangeRule rule) {
    if (!means.issuers().trusts(rule.issuer(), ExternalTokens.Use.EXCHANGE)) {
      throw Refusal.invalid("exchange.issuer", "must be one that this server exchanges tokens of");
    }
  }

  /** Protected environments are asked about one by one. */
  private static Set<Permission> rightsOf(TokenAccess access) {
    Set<Permission> rights = new LinkedHashSet<>();
    for (Permission permission : Permission.values()) {
      if (permission.isHeldBy(access) && permission != Permission.ENVIRONMENT_PROTECTED_USE) {
        rights.add(permission);
      }
    }
    return rights;
  }

  private Outcome create(Actor actor, Access access, Command command, Ledger.Change change) {
    address.require(actor, access);
    TokenGrant grant = grant(access, command);
    Instant now = means.clock().instant();
    makeRoom(command.org(), now);
    Optional<NewToken> token =
        command.exchange().isPresent()
            ? Optional.empty()
            : Optional.of(means.opaque().create(OpaqueTokens.Kind.SERVICE_TOKEN));
    ServiceToken made =
        new ServiceToken(
            new ServiceTokenId(means.ids().next()),
            command.org(),
            command.name(),
            grant,
            command.allowedCidrs(),
            proof(command, token),
            CredentialLife.begun(now, command.expiresAt()));
    tokens.add(made, token.map(NewToken::hash));
    change.record(AuditEntry.allowed(actor, "service_token.create", "service_token:" + made.id()));
    Reach reach = command.reach();
    return new Outcome(
        new ShownServiceToken(made, reach.project(), reach.environments()),
        token.map(NewToken::token));
  }

  /** The token that expired first gives way, where there is one. */
  private void makeRoom(OrgId org, Instant now) {
    if (tokens.count(org) < ServiceToken.MOST) {
      return;
    }
    ServiceToken expired =
        CredentialLife.firstExpired(
                tokens.list(org, Optional.empty(), ServiceToken.MOST), ServiceToken::life, now)
            .orElseThrow(
                () ->
                    Refusal.conflict(
                        "too_many_service_tokens",
                        "This org has "
                            + ServiceToken.MOST
                            + " service tokens; delete one first."));
    tokens.remove(org, expired.id());
  }

  private static ServiceToken.Proof proof(Command command, Optional<NewToken> token) {
    return token
        .<ServiceToken.Proof>map(own -> new ServiceToken.Proof.Bearer(own.start()))
        .orElseGet(() -> new ServiceToken.Proof.CiJob(command.exchange().orElseThrow()));
  }

  private TokenGrant grant(Access access, Command command) {
    Reach reach = command.reach();
    ProjectId project = finder.project(access, reach.project()).id();
    Set<EnvironmentId> environments = new LinkedHashSet<>();
    for (EnvironmentName name : reach.environments()) {
      environments.add(
          finder
              .environment(
                  access, new EnvironmentFinder.Address(command.org(), reach.project(), name))
              .id());
    }
    return new TokenGrant(project, environments, reach.access());
  }
}
