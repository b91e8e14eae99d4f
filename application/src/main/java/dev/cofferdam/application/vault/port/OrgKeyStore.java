package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.OrgId;
import java.util.Optional;

/** Orgs' keysets, wrapped by the master key. */
public interface OrgKeyStore {
  /** Puts a new org's keyset into the thread's transaction. */
  void add(OrgId org, WrappedKeyset keyset);

  Optional<WrappedKeyset> find(OrgId org);
}
