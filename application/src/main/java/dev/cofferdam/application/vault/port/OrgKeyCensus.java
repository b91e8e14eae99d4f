package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.OrgId;
import java.util.List;

/** How orgs' keysets stand, over all orgs. */
public interface OrgKeyCensus {
  /** Orgs whose keyset is wrapped by the master key alone. */
  List<OrgId> unshared(int limit);

  /** Orgs whose keyset is wrapped by a share too, the newest first. */
  List<OrgId> shared(int limit);

  /** Orgs whose keyset was destroyed, and whose share may still be there. */
  List<OrgId> halfDestroyed(int limit);

  /** Orgs whose keyset another master key wrapped than this one. */
  List<OrgId> notWrappedBy(String masterKeyId, int limit);
}
