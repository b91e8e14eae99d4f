package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.FakeCipher;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.audit.RowDigest;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgPlace;
import dev.cofferdam.domain.vault.SealedPlace;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Seals under keys that last as long as the test, whose ids stand in front as Tink has it. */
public final class InMemorySealer implements Sealer, OrgSealer, OrgKeyring {
  private final Map<OrgId, Map<OrgKeyId, FakeCipher>> ciphers = new ConcurrentHashMap<>();
  private final Map<OrgId, String> fingerprintKeys = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong(0x8000_0000L);
  private final InMemoryOrgKeyStore store;

  public InMemorySealer() {
    this(new InMemoryOrgKeyStore());
  }

  /**
   * @param store where it is told which keys an org has
   */
  public InMemorySealer(InMemoryOrgKeyStore store) {
    this.store = store;
  }

  @Override
  public void createOrgKey(OrgId org) {
    OrgKeyId first = newKey();
    Map<OrgKeyId, FakeCipher> keyset = new ConcurrentHashMap<>(Map.of(first, new FakeCipher()));
    if (ciphers.putIfAbsent(org, keyset) != null) {
      throw new IllegalStateException("the org " + org + " has a key");
    }
    prepareFingerprints(org);
    store.add(
        org,
        WrappedKeyset.first("fake", SealedBytes.of(new byte[] {1}), true),
        first,
        Instant.EPOCH);
  }

  @Override
  public OrgKeyId addPrimary(OrgId org) {
    OrgKeyId primary = newKey();
    keyset(org).put(primary, new FakeCipher());
    WrappedKeyset before = store.find(org).orElseThrow();
    store.promote(org, before, before.next("fake", before.keyset(), true), primary, Instant.EPOCH);
    return primary;
  }

  @Override
  public void retireOthers(OrgId org) {
    OrgKeyId primary = primaryOf(org);
    keyset(org).keySet().retainAll(List.of(primary));
    WrappedKeyset before = store.find(org).orElseThrow();
    store.retire(org, before, before.next("fake", before.keyset(), true), Instant.EPOCH);
  }

  @Override
  public void share(OrgId org) {}

  @Override
  public void check(OrgId org) {
    keyset(org);
  }

  @Override
  public void forget(OrgId org) {}

  private OrgKeyId newKey() {
    return new OrgKeyId(ids.incrementAndGet());
  }

  private OrgKeyId primaryOf(OrgId org) {
    return store.keys(org).get(0).id();
  }

  @Override
  public void prepareFingerprints(OrgId org) {
    fingerprintKeys.computeIfAbsent(org, none -> UUID.randomUUID().toString());
  }

  @Override
  public Fingerprint fingerprint(SecretPlace place, SecretChange change, SecretValue value) {
    keyset(place.org());
    List<String> fields = new ArrayList<>(parts(place));
    fields.add(change.code());
    fields.add(HexFormat.of().formatHex(value.reveal()));
    String key = fingerprintKeys.get(place.org());
    if (key == null) {
      throw new SealBroken("The key of the fingerprints of the org " + place.org());
    }
    return new Fingerprint(RowDigest.of(key, fields.toArray(String[]::new)).hex());
  }

  @Override
  public SealedBytes seal(SecretPlace place, SecretValue value) {
    return sealBytes(place, value.reveal());
  }

  @Override
  public SecretValue open(SecretPlace place, SealedBytes sealed) {
    return SecretValue.of(openBytes(place, sealed));
  }

  @Override
  public SealedBytes seal(OrgPlace place, byte[] clear) {
    return sealBytes(place, clear);
  }

  @Override
  public byte[] open(OrgPlace place, SealedBytes sealed) {
    return openBytes(place, sealed);
  }

  @Override
  public SealedBytes reseal(SealedPlace place, SealedBytes sealed) {
    return sealBytes(place, openBytes(place, sealed));
  }

  private SealedBytes sealBytes(SealedPlace place, byte[] clear) {
    Map<OrgKeyId, FakeCipher> keyset = keyset(place.org());
    OrgKeyId primary = primaryOf(place.org());
    byte[] rest = keyset.get(primary).seal(parts(place), clear).ciphertext();
    return SealedBytes.of(
        ByteBuffer.allocate(5 + rest.length)
            .put((byte) 1)
            .putInt((int) primary.value())
            .put(rest)
            .array());
  }

  private byte[] openBytes(SealedPlace place, SealedBytes sealed) {
    FakeCipher cipher =
        InMemorySealedSecrets.keyOf(sealed)
            .flatMap(key -> Optional.ofNullable(keyset(place.org()).get(key)))
            .orElseThrow(() -> new SealBroken("This"));
    ByteBuffer bytes = ByteBuffer.wrap(sealed.ciphertext()).position(5).slice();
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    return cipher.open(parts(place), SealedBytes.of(rest));
  }

  private Map<OrgKeyId, FakeCipher> keyset(OrgId org) {
    Map<OrgKeyId, FakeCipher> keyset = ciphers.get(org);
    if (keyset == null || store.find(org).isEmpty()) {
      throw new SealBroken("The key of the org " + org);
    }
    return keyset;
  }

  private static List<String> parts(SealedPlace place) {
    if (place instanceof OrgPlace of) {
      return List.of("org", of.org().toString(), of.purpose(), of.context());
    }
    SecretPlace secret = (SecretPlace) place;
    return List.of(
        secret.org().toString(),
        secret.project().toString(),
        secret.environment().toString(),
        secret.name().value(),
        Long.toString(secret.version()));
  }
}
