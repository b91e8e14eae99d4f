package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.TeamRecipient;
import java.util.List;

/** The identities that teams' files are encrypted to, sealed. None is ever removed. */
public interface TeamIdentityStore {
  /** Adds an org's next one, in a change of it; the number tells which. */
  void add(SealedIdentity identity);

  /** All that an org has, the newest first. */
  List<SealedIdentity> all(OrgId org);

  /** A recipient, and its identity as it is sealed at its place. */
  record SealedIdentity(TeamRecipient recipient, SealedBytes sealed) {}
}
