package dev.cofferdam.adapters.tink.vault;

import dev.cofferdam.adapters.tink.access.KeysetPlaces;
import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.application.access.port.InstanceKeyStore;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.PersonKeyStore;
import dev.cofferdam.application.vault.port.KeysetRewrapper;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;

/** Unwraps by whichever master key it takes, and wraps by the primary one. */
public final class TinkKeysetRewrapper implements KeysetRewrapper {
  private final MasterKey master;

  public TinkKeysetRewrapper(MasterKey master) {
    this.master = master;
  }

  @Override
  public String masterKeyId() {
    return master.id();
  }

  @Override
  public InstanceKeyStore.Wrapped rewrap(String name, InstanceKeyStore.Wrapped keyset) {
    MasterKey.Wrapping anew =
        rewrap(
            "The installation's keyset " + name,
            keyset.masterKeyId(),
            keyset.keyset(),
            KeysetPlaces.ofInstance(name));
    return new InstanceKeyStore.Wrapped(anew.masterKeyId(), anew.keyset());
  }

  @Override
  public PersonKeyStore.Key rewrap(UserId person, PersonKeyStore.Key keyset) {
    MasterKey.Wrapping anew =
        rewrap(
            "The keyset of the person " + person,
            keyset.masterKeyId(),
            keyset.keyset(),
            KeysetPlaces.ofPerson(person));
    return new PersonKeyStore.Key(anew.masterKeyId(), anew.keyset());
  }

  private MasterKey.Wrapping rewrap(
      String what, String masterKeyId, SealedBytes keyset, byte[] place) {
    return master.wrap(master.unwrap(what, masterKeyId, keyset, place), place);
  }

  /** Of one with a share only the outside is wrapped anew. */
  @Override
  public WrappedKeyset rewrap(OrgId org, WrappedKeyset keyset) {
    String what = KeysetWrapping.what(org);
    if (!keyset.shared()) {
      MasterKey.Wrapping anew =
          rewrap(what, keyset.masterKeyId(), keyset.keyset(), KeysetPlaces.ofOrg(org));
      return keyset.next(anew.masterKeyId(), anew.keyset(), false);
    }
    byte[] place = KeysetPlaces.ofSharedOrg(org);
    MasterKey.Wrapping anew =
        master.seal(master.open(what, keyset.masterKeyId(), keyset.keyset(), place), place);
    return keyset.next(anew.masterKeyId(), anew.keyset(), true);
  }
}
