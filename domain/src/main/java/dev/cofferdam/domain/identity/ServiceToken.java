package dev.cofferdam.domain.identity;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Cidr;
import dev.cofferdam.domain.access.IpAddress;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import java.util.List;
import java.util.Objects;

/**
 * An org's token for programs. It belongs to nobody in particular, and so stays when who made it
 * leaves.
 *
 * @param allowedCidrs where it may be used from; empty for anywhere
 * @param start the token's first characters, by which people recognise it
 */
public record ServiceToken(
    ServiceTokenId id,
    OrgId org,
    CredentialName name,
    TokenGrant grant,
    List<Cidr> allowedCidrs,
    String start,
    CredentialLife life) {
  /** How many tokens one org may have. */
  public static final int MOST = 200;

  public static final int MOST_CIDRS = 50;

  public ServiceToken {
    Objects.requireNonNull(org, "org");
    allowedCidrs = List.copyOf(allowedCidrs);
    if (allowedCidrs.size() > MOST_CIDRS) {
      throw Refusal.invalid("allowed_cidrs", "must name " + MOST_CIDRS + " at most");
    }
  }

  /** Who calls with it. */
  public Actor.ByServiceToken actor(Actor.Origin origin) {
    return new Actor.ByServiceToken(id, org, grant, origin);
  }

  /** Whether it may be used from where a request comes from. */
  public boolean isAllowedFrom(Actor.Origin origin) {
    return allowedCidrs.isEmpty()
        || origin
            .ip()
            .flatMap(IpAddress::parse)
            .filter(ip -> allowedCidrs.stream().anyMatch(cidr -> cidr.contains(ip)))
            .isPresent();
  }
}
