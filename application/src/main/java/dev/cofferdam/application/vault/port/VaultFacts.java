package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.VaultFact;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What is stored of secrets, environments and projects, as what audit entries commit to. Calls
 * belong into a read of the org.
 */
public interface VaultFacts {
  /**
   * All that entries commit to, in the order of the entries' places; of one entry secrets before
   * environments before projects, and those by their keys. It holds none of them.
   */
  void each(OrgId org, Consumer<Found> to);

  /** How many versions of secrets there are that no entry commits to. */
  long unproven(OrgId org);

  /**
   * Something that is not what its newest fact says: a key with another newest version, an
   * environment with other settings, one that came to its settings by no entry.
   */
  Optional<Stray> stray(OrgId org);

  /**
   * @param entry the place of the entry that should commit to it
   * @param subject of the fact, by ids
   * @param fact empty where the rows that it is made of are not there, or are no such thing
   * @param sealed the value of a version that has one
   */
  record Found(
      long entry, String subject, Optional<VaultFact> fact, Optional<SealedBytes> sealed) {}

  /**
   * @param entry that says otherwise, if one does
   * @param subject by ids
   */
  record Stray(OptionalLong entry, String subject) {}
}
