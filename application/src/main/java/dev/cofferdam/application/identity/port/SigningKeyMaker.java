package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.identity.port.SigningKeyStore.SigningKey;

/** Makes keys that access tokens can be signed with. */
public interface SigningKeyMaker {
  /** A new key, sealed, that is stored nowhere. */
  SigningKey make();
}
