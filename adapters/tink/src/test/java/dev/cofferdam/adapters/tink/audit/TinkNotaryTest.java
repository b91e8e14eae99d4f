package dev.cofferdam.adapters.tink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.adapters.tink.access.InstanceKeysets;
import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.adapters.tink.access.MasterKeys;
import dev.cofferdam.application.access.port.InMemoryInstanceKeyStore;
import dev.cofferdam.application.access.port.InstanceKeyStore;
import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.application.audit.port.NotaryContract;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TinkNotaryTest extends NotaryContract {
  @Override
  protected Notary newInstallation() {
    return new TinkNotary(new InstanceKeysets(MasterKeys.fresh(), new InMemoryInstanceKeyStore()));
  }

  @Test
  void processesOfOneInstallationVouchForEachOther() {
    MasterKey master = MasterKeys.fresh();
    InstanceKeyStore store = new InMemoryInstanceKeyStore();
    Notary one = new TinkNotary(new InstanceKeysets(master, store));
    Notary another = new TinkNotary(new InstanceKeysets(master, store));
    OrgId org = new OrgId(new UUID(1, 1));
    ChainClaim claim =
        new ChainClaim(
            ChainClaim.Kind.CHECKPOINT, org, 1, ChainHash.genesis(org), 0, Instant.EPOCH);

    SignedClaim signed = one.sign(claim);

    assertThat(another.vouchesFor(signed)).isTrue();
    assertThat(another.keys()).isEqualTo(one.keys());
    assertThat(signed.keyId()).matches("ak-[0-9a-f]{16}");
    assertThat(signed.signature()).hasSize(86);
  }
}
