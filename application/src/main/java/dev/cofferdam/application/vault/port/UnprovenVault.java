package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.VaultFact;
import java.util.List;
import java.util.Optional;

/** What is older than the audit entries that commit to it. */
public interface UnprovenVault {
  /** Orgs that may have such things, over all orgs; those behind {@code after}. */
  List<OrgId> orgs(Optional<OrgId> after, int limit);

  /** Environments and projects that no entry ever spoke of, in the order of {@link VaultFacts}. */
  List<VaultFact> states(OrgId org);

  /**
   * Versions that no entry commits to, in the order of {@link VaultFacts}.
   *
   * @param after the place of the last one that was seen; empty for the first page
   */
  List<Unproven> secrets(OrgId org, Optional<SecretPlace> after, int limit);

  /**
   * Notes, with the thread's transaction, that an entry commits to these.
   *
   * @param entry its place
   */
  void prove(OrgId org, List<VaultFact> facts, long entry);

  /** Notes, with the thread's transaction, that the org has nothing of the kind any more. */
  void done(OrgId org);

  /**
   * @param fact without a fingerprint
   * @param sealed the value, if this kind of version has one
   */
  record Unproven(VaultFact.Secret fact, Optional<SealedBytes> sealed) {}
}
