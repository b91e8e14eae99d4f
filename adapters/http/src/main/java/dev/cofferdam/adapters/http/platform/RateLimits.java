package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.metering.OrgRates;
import dev.cofferdam.application.metering.RateLimiter;
import dev.cofferdam.application.metering.RateLimiter.Decision;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.IpAddress;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.RateLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which limits a request counts against. In an org: the org's own by its plan, and half of that for
 * one credential, as which all sessions of a person count, together in all orgs of the same limit.
 * Elsewhere: one for the person. Without a credential: one for the address, or for the /64 of an
 * IPv6 address, since that is what one customer gets.
 *
 * <p>A stranger's requests count against themselves, never against the org that they name.
 */
public final class RateLimits {
  private final RateLimiter limiter;
  private final OrgRates rates;
  private final Memberships memberships;
  private final Outside outside;

  public RateLimits(RateLimiter limiter, OrgRates rates, Memberships memberships, Outside outside) {
    this.limiter = limiter;
    this.rates = rates;
    this.memberships = memberships;
    this.outside = outside;
  }

  /** The limits that no plan decides; empty ones bound nothing. */
  public record Outside(Optional<RateLimit> person, Optional<RateLimit> address) {}

  /** Spends for a caller; what was decided last is a refusal if there is one. */
  List<Decision> spend(Caller caller, Optional<OrgId> named) {
    Optional<OrgId> own = named.filter(org -> belongs(caller.actor(), org));
    if (own.isEmpty()) {
      return spend(outside.person(), "credential/" + bucketOf(caller));
    }
    Optional<RateLimit> whole = rates.of(own.get());
    if (whole.isEmpty()) {
      return List.of();
    }
    List<Decision> decisions = new ArrayList<>();
    RateLimit half = whole.get().half("credential");
    decisions.addAll(
        spend(Optional.of(half), "credential/" + bucketOf(caller) + "/" + half.quota()));
    if (decisions.get(0).admitted()) {
      decisions.addAll(spend(whole, "org/" + own.get()));
    }
    return decisions;
  }

  /** Spends for somebody unknown at an address. */
  List<Decision> spend(String address) {
    return spend(outside.address(), "address/" + network(address));
  }

  /** All sessions of a person count as one credential: signing in again gives no more requests. */
  private static String bucketOf(Caller caller) {
    return caller.actor() instanceof Actor.SignedIn me ? "user:" + me.user() : caller.scope();
  }

  static String network(String address) {
    return IpAddress.parse(address)
        .map(ip -> ip.bits() == 32 ? ip.toString() : Long.toHexString(ip.high()) + "/64")
        .orElse("unknown");
  }

  private List<Decision> spend(Optional<RateLimit> limit, String bucket) {
    return limit.map(bound -> limiter.admit(bucket, bound)).stream().toList();
  }

  private boolean belongs(Actor actor, OrgId org) {
    return actor
        .boundTo()
        .map(org::equals)
        .orElseGet(() -> actor.person().flatMap(user -> memberships.roleOf(org, user)).isPresent());
  }
}
