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
import java.util.Optional;

/**
 * An org's token for programs. It belongs to nobody in particular, and so stays when who made it
 * leaves.
 *
 * @param allowedCidrs where it may be used from; empty for anywhere
 * @param proof what programs show for it
 */
public record ServiceToken(
    ServiceTokenId id,
    OrgId org,
    CredentialName name,
    TokenGrant grant,
    List<Cidr> allowedCidrs,
    Proof proof,
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

  /** What a program shows to be let in. */
  public sealed interface Proof {
    /**
     * A token of its own.
     *
     * @param start its first characters, by which people recognise it
     */
    record Bearer(String start) implements Proof {}

    /** The token of a CI job, which is exchanged for one that lives for a while. */
    record CiJob(ExchangeRule rule) implements Proof {}
  }

  /** Which jobs get short tokens of it; empty for one that has a token of its own. */
  public Optional<ExchangeRule> exchange() {
    return proof instanceof Proof.CiJob job ? Optional.of(job.rule()) : Optional.empty();
  }

  /** The first characters of its own token; empty for one that has none. */
  public Optional<String> start() {
    return proof instanceof Proof.Bearer own ? Optional.of(own.start()) : Optional.empty();
  }

  /** Who calls with it. */
  public Actor.ByServiceToken actor(Actor.Origin origin) {
    return new Actor.ByServiceToken(id, org, grant, life.expiresAt(), origin);
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
