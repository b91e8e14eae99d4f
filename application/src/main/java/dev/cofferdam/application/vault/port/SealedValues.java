package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.SealedPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One kind of what is stored sealed under orgs' keys, as rotating a key sees it. */
public interface SealedValues {
  /** How many values are under each key; keys without values are absent. */
  Map<OrgKeyId, Long> counts(OrgId org);

  /**
   * Values that are under one of these keys, in an order that does not change.
   *
   * @param after the place of the last one that was seen; empty for the first page
   */
  List<Sealed> under(OrgId org, Set<OrgKeyId> keys, Optional<SealedPlace> after, int limit);

  /**
   * Puts the same values, sealed anew, into the thread's transaction. One that is not stored as it
   * was {@code before} is left as it is.
   *
   * @return how many were replaced
   */
  int replace(OrgId org, List<Resealed> values);

  /** A value in its place. */
  record Sealed(SealedPlace place, SealedBytes bytes) {}

  /** A value that was sealed anew. */
  record Resealed(SealedPlace place, SealedBytes before, SealedBytes after) {}
}
