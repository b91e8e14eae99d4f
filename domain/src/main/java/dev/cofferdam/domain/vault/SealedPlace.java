package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.ids.OrgId;

/** Where something that is sealed under an org's key belongs; it opens nowhere else. */
public sealed interface SealedPlace permits SecretPlace, OrgPlace {
  OrgId org();
}
