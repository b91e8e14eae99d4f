package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgPlace;
import java.util.Optional;

/** The keys that orgs' fingerprints are made under, each sealed under its org's own key. */
public interface FingerprintKeyStore {
  /** As the thread's transaction sees it; where there is none, as it is now. */
  Optional<SealedBytes> find(OrgId org);

  /** Puts an org's into the thread's transaction, unless it has one; it is never another. */
  void addIfAbsent(OrgId org, SealedBytes sealed);

  /** Where an org's belongs. */
  static OrgPlace placeOf(OrgId org) {
    return new OrgPlace(org, "fingerprint-key", "1");
  }
}
