package dev.cofferdam.adapters.tink.vault;

import dev.cofferdam.application.vault.port.ContentSealer;
import dev.cofferdam.application.vault.port.ContentSealerContract;

final class TinkContentSealerTest extends ContentSealerContract {
  @Override
  protected ContentSealer sealer() {
    return new TinkContentSealer();
  }
}
