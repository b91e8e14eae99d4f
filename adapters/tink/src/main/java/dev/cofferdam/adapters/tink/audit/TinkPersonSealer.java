package dev.cofferdam.adapters.tink.audit;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import dev.cofferdam.adapters.tink.access.AssociatedData;
import dev.cofferdam.adapters.tink.access.KeysetPlaces;
import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.PersonKeyStore;
import dev.cofferdam.application.audit.port.PersonSealer;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.domain.ids.UserId;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Envelope encryption a person: the master key wraps each person's keyset, and that seals with
 * AES-256-GCM under a random nonce. The associated data are the label {@code cofferdam/personal},
 * the person's id and the context, see {@link AssociatedData}. Sealed bytes are 33 longer.
 *
 * <p>Keysets used last are kept unwrapped, and looked up anew every few seconds, so that one which
 * another process destroyed is not used for long.
 */
public final class TinkPersonSealer implements PersonSealer {
  private static final int KEPT = 10_000;

  private final MasterKey master;
  private final PersonKeyStore store;
  private final Transactions transactions;
  private final KeptKeys kept;

  public TinkPersonSealer(
      MasterKey master, PersonKeyStore store, Transactions transactions, Clock clock) {
    this.master = master;
    this.store = store;
    this.transactions = transactions;
    this.kept = new KeptKeys(KEPT, Duration.ofSeconds(LAG_SECONDS), clock);
  }

  @Override
  public Optional<SealedBytes> seal(UserId person, String context, byte[] clear) {
    Optional<Aead> aead =
        kept.find(person).orElseGet(() -> transactions.required(() -> findOrMake(person)));
    if (aead.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SealedBytes.of(aead.get().encrypt(clear, place(person, context))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't seal", e);
    }
  }

  @Override
  public Optional<byte[]> open(UserId person, String context, SealedBytes sealed) {
    Optional<Aead> aead =
        kept.find(person).orElseGet(() -> store.find(person).map(key -> unwrap(person, key)));
    if (aead.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(aead.get().decrypt(sealed.ciphertext(), place(person, context)));
    } catch (GeneralSecurityException changed) {
      throw new SealBroken("What was sealed for a person");
    }
  }

  @Override
  public void destroy(UserId person) {
    transactions.required(
        () -> {
          store.destroy(person);
          transactions.afterCommit(() -> kept.forget(person));
          return person;
        });
  }

  /** Kept only once it is committed: a key that was made here may be undone with the work. */
  private Optional<Aead> findOrMake(UserId person) {
    Optional<Aead> aead =
        store
            .find(person)
            .or(() -> store.addFirst(person, newKey(person)))
            .map(key -> unwrap(person, key));
    transactions.afterCommit(() -> kept.keep(person, aead));
    return aead;
  }

  private PersonKeyStore.Key newKey(UserId person) {
    try {
      KeysetHandle keyset =
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TinkConfig2026.get());
      MasterKey.Wrapping wrapped = master.wrap(keyset, keysetPlace(person));
      return new PersonKeyStore.Key(wrapped.masterKeyId(), wrapped.keyset());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset can't be made", e);
    }
  }

  private Aead unwrap(UserId person, PersonKeyStore.Key key) {
    String what = "The keyset of the person " + person;
    try {
      return master
          .unwrap(what, key.masterKeyId(), key.keyset(), keysetPlace(person))
          .getPrimitive(TinkConfig2026.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new SealBroken(what);
    }
  }

  private static byte[] keysetPlace(UserId person) {
    return KeysetPlaces.ofPerson(person);
  }

  private static byte[] place(UserId person, String context) {
    return AssociatedData.of("cofferdam/personal", person.toString(), context);
  }
}
