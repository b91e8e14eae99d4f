package dev.cofferdam.adapters.tink.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.adapters.tink.access.InstanceKeysets;
import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.adapters.tink.access.MasterKeys;
import dev.cofferdam.application.access.port.InMemoryInstanceKeyStore;
import dev.cofferdam.application.access.port.InstanceKeyStore;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.application.identity.port.OpaqueTokensContract;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class TinkOpaqueTokensTest extends OpaqueTokensContract {
  @Override
  protected OpaqueTokens newInstallation() {
    return new TinkOpaqueTokens(
        new InstanceKeysets(MasterKeys.fresh(), new InMemoryInstanceKeyStore()));
  }

  @Test
  void anotherProcessFindsTheSameHash() {
    InstanceKeyStore store = new InMemoryInstanceKeyStore();
    MasterKey master = MasterKeys.fresh();
    OpaqueTokens one = new TinkOpaqueTokens(new InstanceKeysets(master, store));
    OpaqueTokens other = new TinkOpaqueTokens(new InstanceKeysets(master, store));

    OpaqueTokens.NewToken made = one.create(Kind.REFRESH);

    assertThat(other.hash(Kind.REFRESH, made.token())).isEqualTo(made.hash());
  }

  @Test
  void theHashIsKeyed() {
    OpaqueTokens.NewToken made = newInstallation().create(Kind.REFRESH);

    assertThat(newInstallation().hash(Kind.REFRESH, made.token())).isNotEqualTo(made.hash());
    assertThat(made.hash().hex()).matches("[0-9a-f]{64}");
  }

  /** Made with another implementation of CRC32 (zlib's) and of base62. */
  @Test
  void theFormatIsTheDocumentedOne() {
    String zero = "cfs_" + "0".repeat(43);
    assertThat(newInstallation().hash(Kind.REFRESH, zero + "2o4kxa")).isNotNull();
    assertThatThrownBy(() -> newInstallation().hash(Kind.REFRESH, zero + "000000"))
        .hasMessageContaining("not such a token");
  }

  @Test
  void base62IsPositional() {
    assertThat(Base62.encode(BigInteger.ZERO, 2)).isEqualTo("00");
    assertThat(Base62.encode(BigInteger.valueOf(61), 2)).isEqualTo("0z");
    assertThat(Base62.encode(BigInteger.valueOf(62 * 10 + 36), 2)).isEqualTo("Aa");
    BigInteger most = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    assertThat(Base62.encode(most, 43)).hasSize(43);
    assertThatThrownBy(() -> Base62.encode(most, 42)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Base62.encode(BigInteger.ONE.negate(), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
