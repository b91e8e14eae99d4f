package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.List;
import java.util.Optional;

/** Sealed secrets, every version of them. */
public interface SecretStore {
  /** The newest version number that a key ever had here, deleted or not; 0 where it had none. */
  long lastVersion(OrgId org, EnvironmentId environment, SecretName name);

  /** Adds a version, makes it the key's newest, and moves the environment to its next version. */
  void put(StoredSecret secret);

  /** The newest version, unless the key is deleted. */
  Optional<StoredSecret> find(OrgId org, EnvironmentId environment, SecretName name);

  /** One version, whatever came after it. */
  Optional<StoredSecret> find(SecretPlace place);

  /** The newest versions of all keys that are not deleted, by name, those after {@code after}. */
  List<StoredSecret> list(OrgId org, EnvironmentId environment, String after, int limit);

  /** A version with its sealed value. */
  record StoredSecret(SecretVersion version, SealedBytes sealed) {}
}
