package dev.cofferdam.adapters.tink.vault;

import com.google.crypto.tink.KeysetHandle;
import dev.cofferdam.adapters.tink.access.AssociatedData;
import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.OrgKeyShares;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.application.vault.port.OrgKeyring;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKey;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgPlace;
import dev.cofferdam.domain.vault.SealedPlace;
import dev.cofferdam.domain.vault.SecretPlace;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Orgs' keys with Tink. What was sealed begins with the byte 1 and the id of its key in 4 bytes,
 * highest first (Tink's output prefix), so that everybody sees under which key it is.
 */
public final class TinkOrgKeyring implements OrgKeyring {
  private static final int KEPT_KEYSETS = 4_096;

  private final OrgKeyStore store;
  private final OrgKeysets keysets;
  private final Clock clock;
  private volatile Consumer<OrgId> forgetToo = org -> {};

  public TinkOrgKeyring(MasterKey master, OrgKeyStore store, OrgKeyShares shares, Clock clock) {
    this(master, store, shares, clock, System::nanoTime);
  }

  TinkOrgKeyring(
      MasterKey master, OrgKeyStore store, OrgKeyShares shares, Clock clock, LongSupplier ticks) {
    this.store = store;
    this.clock = clock;
    this.keysets = new OrgKeysets(new KeysetWrapping(master, shares), store, KEPT_KEYSETS, ticks);
  }

  /** Makes an org's first key, in the thread's transaction. */
  void create(OrgId org) {
    keysets.forget(org);
    KeysetHandle first = OrgKeyset.first();
    WrappedKeyset wrapped = keysets.wrapping().wrap(org, first, keysets.wrapping().shareOf(org));
    store.add(org, wrapped, OrgKeyset.primaryOf(first), clock.instant());
  }

  @Override
  public void share(OrgId org) {
    OrgKeyset before = keysets.current(org);
    store.note(org, before.primary(), clock.instant());
    if (!before.from().shared()) {
      WrappedKeyset after = keysets.wrapping().share(before, org);
      keysets.suspect(org);
      requireReplaced(store.rewrap(org, before.from(), after));
    }
  }

  /** Without what is remembered, so that the share is read too. */
  @Override
  public void check(OrgId org) {
    keysets.forget(org);
    keysets.current(org);
  }

  @Override
  public void forget(OrgId org) {
    keysets.forget(org);
    forgetToo.accept(org);
  }

  /** Has others forget with it what they remember of an org. */
  void whenForgotten(Consumer<OrgId> too) {
    forgetToo = forgetToo.andThen(too);
  }

  /**
   * The keyset that seals now, in the form that it is stored.
   *
   * @throws dev.cofferdam.application.access.port.SealBroken when the org has none that opens here
   */
  WrappedKeyset sealsWith(OrgId org) {
    return keysets.forSealing(org).from();
  }

  SealedBytes seal(SealedPlace place, byte[] clear) {
    return seal(keysets.forSealing(place.org()), place, clear);
  }

  /** Looks once more for the org's keyset when a value does not open: it may have been rotated. */
  byte[] open(SealedPlace place, SealedBytes sealed) {
    OrgKeyset keyset = keysets.forOpening(place.org());
    try {
      return open(keyset, place, sealed);
    } catch (GeneralSecurityException orRotated) {
      try {
        return open(keysets.current(place.org()), place, sealed);
      } catch (GeneralSecurityException changed) {
        throw new SealBroken(what(place));
      }
    }
  }

  @Override
  public SealedBytes reseal(SealedPlace place, SealedBytes sealed) {
    return seal(place, open(place, sealed));
  }

  @Override
  public OrgKeyId addPrimary(OrgId org) {
    OrgKeyset before = keysets.current(org);
    Set<OrgKeyId> taken =
        store.keys(org).stream().map(OrgKey::id).collect(Collectors.toUnmodifiableSet());
    KeysetHandle keyset = before.withNewPrimary(taken);
    OrgKeyId primary = OrgKeyset.primaryOf(keyset);
    WrappedKeyset after = keysets.wrapping().wrapInsteadOf(before, org, keyset);
    keysets.suspect(org);
    requireReplaced(store.promote(org, before.from(), after, primary, clock.instant()));
    return primary;
  }

  @Override
  public void retireOthers(OrgId org) {
    OrgKeyset before = keysets.current(org);
    WrappedKeyset after = keysets.wrapping().wrapInsteadOf(before, org, before.withPrimaryAlone());
    keysets.suspect(org);
    requireReplaced(store.retire(org, before.from(), after, clock.instant()));
  }

  private static void requireReplaced(boolean replaced) {
    if (!replaced) {
      throw new IllegalStateException("the org's keyset was replaced by another meanwhile");
    }
  }

  private static SealedBytes seal(OrgKeyset keyset, SealedPlace place, byte[] clear) {
    try {
      return SealedBytes.of(keyset.aead().encrypt(clear, data(place)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't seal", e);
    }
  }

  private static byte[] open(OrgKeyset keyset, SealedPlace place, SealedBytes sealed)
      throws GeneralSecurityException {
    return keyset.aead().decrypt(sealed.ciphertext(), data(place));
  }

  private static String what(SealedPlace place) {
    return place instanceof SecretPlace secret
        ? "A version of the secret " + secret.name()
        : "What was sealed as " + ((OrgPlace) place).purpose();
  }

  private static byte[] data(SealedPlace place) {
    if (place instanceof SecretPlace secret) {
      return AssociatedData.of(
          "cofferdam/secret",
          secret.org().toString(),
          secret.project().toString(),
          secret.environment().toString(),
          secret.name().value(),
          Long.toString(secret.version()));
    }
    OrgPlace of = (OrgPlace) place;
    return AssociatedData.of("cofferdam/org", of.org().toString(), of.purpose(), of.context());
  }
}
