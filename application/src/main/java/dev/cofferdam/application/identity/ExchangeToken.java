package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.port.RefusalTrail;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.identity.port.ExternalToken;
import dev.cofferdam.application.identity.port.ExternalTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.NewToken;
import dev.cofferdam.application.identity.port.ServiceTokenStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives a CI job a short token of a service token, for the job's own token (RFC 8693). Whether
 * there is no such service token or it is not for this job is told to nobody but the org, in its
 * audit trail. A job's token may be exchanged again while it lives: a job has many steps.
 */
public final class ExchangeToken {
  public static final Permission NEEDS = Permission.PUBLIC;

  /** How long a short token lives at most. */
  public static final Duration LONGEST = Duration.ofMinutes(15);

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final ExternalTokens external;
  private final ServiceTokenStore tokens;
  private final OpaqueTokens opaque;
  private final RefusalTrail trail;
  private final Clock clock;

  public ExchangeToken(
      Gatekeeper gatekeeper,
      Ledger ledger,
      ExternalTokens external,
      ServiceTokenStore tokens,
      OpaqueTokens opaque,
      RefusalTrail trail,
      Clock clock) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.external = external;
    this.tokens = tokens;
    this.opaque = opaque;
    this.trail = trail;
    this.clock = clock;
  }

  /** Prints without the job's token. */
  public record Command(OrgId org, ServiceTokenId token, String subjectToken) {
    @Override
    public String toString() {
      return "Command[" + org + ", " + token + ", [REDACTED]]";
    }
  }

  /** Prints without the token. */
  public record Outcome(String token, Duration expiresIn) {
    @Override
    public String toString() {
      return "Outcome[[REDACTED], " + expiresIn + "]";
    }
  }

  /**
   * @throws Refusal {@code invalid_token}, {@code expired_token} or {@code issuer_unavailable} for
   *     the job's token, {@code exchange_refused}
   */
  public Outcome execute(Actor actor, Command command) {
    ExternalToken job = external.verify(command.subjectToken(), ExternalTokens.Use.EXCHANGE);
    ServiceToken parent =
        tokens
            .findForExchange(command.org(), command.token())
            .filter(token -> isOf(token, job))
            .orElseThrow(ExchangeToken::refused);
    Instant now = clock.instant();
    Actor.ByServiceToken as = parent.actor(actor.origin());
    if (!parent.exchange().orElseThrow().matches(job.claims())
        || parent.life().isOverAt(now)
        || !parent.isAllowedFrom(actor.origin())) {
      trail.refused(as, parent.org(), "service_token.exchange", resource(parent));
      throw refused();
    }
    Instant end = endOf(parent, job, now);
    if (!end.isAfter(now)) {
      throw Refusal.unauthenticated("expired_token", "This token has expired.");
    }
    Access access = access(as, parent);
    return ledger.change(access, change -> exchange(as, parent, now, end, change));
  }

  private static boolean isOf(ServiceToken token, ExternalToken job) {
    return token
        .exchange()
        .filter(rule -> rule.issuer().equals(job.identity().issuer()))
        .isPresent();
  }

  /** Whole seconds, so that what is told is what holds. */
  private static Instant endOf(ServiceToken parent, ExternalToken job, Instant now) {
    Stream<Instant> ends =
        Stream.concat(
            parent.life().expiresAt().stream(), Stream.of(job.expiresAt(), now.plus(LONGEST)));
    Instant first = ends.min(Instant::compareTo).orElseThrow();
    return now.plusSeconds(Duration.between(now, first).toSeconds()).truncatedTo(ChronoUnit.MICROS);
  }

  /** Any service token may know of its project; a deleted org has none. */
  private Access access(Actor.ByServiceToken as, ServiceToken parent) {
    try {
      return gatekeeper.require(as, parent.org(), Permission.PROJECT_READ);
    } catch (Refusal noSuchOrg) {
      throw refused();
    }
  }

  private Outcome exchange(
      Actor.ByServiceToken as,
      ServiceToken parent,
      Instant now,
      Instant end,
      Ledger.Change change) {
    if (tokens.find(parent.org(), parent.id()).isEmpty()) {
      throw refused();
    }
    NewToken token = opaque.create(OpaqueTokens.Kind.SERVICE_TOKEN);
    tokens.addShort(parent.org(), parent.id(), token.hash(), now, end);
    change.record(AuditEntry.allowed(as, "service_token.exchange", resource(parent)));
    return new Outcome(token.token(), Duration.between(now, end));
  }

  private static String resource(ServiceToken token) {
    return "service_token:" + token.id();
  }

  private static Refusal refused() {
    return new Refusal(
        Refusal.Kind.FORBIDDEN,
        "exchange_refused",
        "There is no such service token, or none that this job's token is exchanged for.",
        List.of());
  }
}
