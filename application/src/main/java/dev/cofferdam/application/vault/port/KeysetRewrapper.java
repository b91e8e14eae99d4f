package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.InstanceKeyStore;
import dev.cofferdam.application.audit.port.PersonKeyStore;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;

/** Wraps what an older master key wrapped by the primary one; what is wrapped stays the same. */
public interface KeysetRewrapper {
  /** The id of the master key that wraps now. */
  String masterKeyId();

  InstanceKeyStore.Wrapped rewrap(String name, InstanceKeyStore.Wrapped keyset);

  PersonKeyStore.Key rewrap(UserId person, PersonKeyStore.Key keyset);

  WrappedKeyset rewrap(OrgId org, WrappedKeyset keyset);
}
