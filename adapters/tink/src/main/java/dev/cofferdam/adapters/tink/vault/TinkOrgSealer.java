package dev.cofferdam.adapters.tink.vault;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.OrgSealer;
import dev.cofferdam.domain.vault.OrgPlace;

/**
 * As {@link TinkSealer}, under the same key. The associated data are the label {@code
 * cofferdam/org} and then org, purpose and context.
 */
public final class TinkOrgSealer implements OrgSealer {
  private final TinkOrgKeyring keyring;

  public TinkOrgSealer(TinkOrgKeyring keyring) {
    this.keyring = keyring;
  }

  @Override
  public SealedBytes seal(OrgPlace place, byte[] clear) {
    return keyring.seal(place, clear);
  }

  @Override
  public byte[] open(OrgPlace place, SealedBytes sealed) {
    return keyring.open(place, sealed);
  }
}
