package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.ids.OrgId;
import java.util.Objects;

/**
 * Where something of an org as a whole belongs that is sealed under its key, and is no secret of an
 * environment.
 *
 * @param purpose what it is, such as {@code team-age-identity}; each has its own
 * @param context which of them, such as an id; not secret
 */
public record OrgPlace(OrgId org, String purpose, String context) implements SealedPlace {
  public OrgPlace {
    Objects.requireNonNull(org, "org");
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(context, "context");
  }
}
