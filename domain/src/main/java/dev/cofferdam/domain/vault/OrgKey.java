package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.access.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that an org has, or had; never the key itself.
 *
 * @param retiringAt when another took its place for what is sealed from then on
 * @param retiredAt when it was taken out of the org's keyset, and nothing was under it any more
 */
public record OrgKey(
    OrgKeyId id, Instant createdAt, Optional<Instant> retiringAt, Optional<Instant> retiredAt) {
  public OrgKey {
    if (retiredAt.isPresent() && retiringAt.isEmpty()) {
      throw Refusal.invalid("retiring_at", "must be there where retired_at is");
    }
  }

  public OrgKeyStatus status() {
    if (retiredAt.isPresent()) {
      return OrgKeyStatus.RETIRED;
    }
    return retiringAt.isPresent() ? OrgKeyStatus.RETIRING : OrgKeyStatus.PRIMARY;
  }
}
