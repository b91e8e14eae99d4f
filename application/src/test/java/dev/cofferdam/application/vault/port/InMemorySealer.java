package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.FakeCipher;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Seals under keys that last as long as the test. */
public final class InMemorySealer implements Sealer {
  private final Map<OrgId, FakeCipher> ciphers = new ConcurrentHashMap<>();

  @Override
  public void createOrgKey(OrgId org) {
    if (ciphers.putIfAbsent(org, new FakeCipher()) != null) {
      throw new IllegalStateException("the org " + org + " has a key");
    }
  }

  @Override
  public SealedBytes seal(SecretPlace place, SecretValue value) {
    return cipher(place.org()).seal(parts(place), value.reveal());
  }

  @Override
  public SecretValue open(SecretPlace place, SealedBytes sealed) {
    return SecretValue.of(cipher(place.org()).open(parts(place), sealed));
  }

  private FakeCipher cipher(OrgId org) {
    FakeCipher cipher = ciphers.get(org);
    if (cipher == null) {
      throw new SealBroken("The key of the org " + org);
    }
    return cipher;
  }

  private static List<String> parts(SecretPlace place) {
    return List.of(
        place.org().toString(),
        place.project().toString(),
        place.environment().toString(),
        place.name().value(),
        Long.toString(place.version()));
  }
}
