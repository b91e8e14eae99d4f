package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.util.Optional;

/** The names of orgs in addresses. */
public interface OrgSlugs {
  /**
   * Which org has a slug now; known to everybody, like nothing else about it. May be asked outside
   * of a transaction too.
   */
  Optional<OrgId> idOf(OrgSlug slug);
}
