package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.SealedValues.Resealed;
import dev.cofferdam.application.vault.port.SealedValues.Sealed;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgPlace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link FingerprintKeyStore} promises, also to who rotates the keys that it is under. */
public abstract class FingerprintKeyStoreContract extends WorldContract {
  private static final OrgKeyId OLD = new OrgKeyId(3);
  private static final OrgKeyId NEW = new OrgKeyId(0xfedc_ba98L);

  private OrgId org;
  private OrgPlace place;

  @BeforeEach
  public final void makeKeys() {
    org = given.org();
    place = FingerprintKeyStore.placeOf(org);
    WrappedKeyset first = WrappedKeyset.first("mk-1", SealedBytes.of(new byte[] {1}), false);
    WrappedKeyset second = first.next("mk-1", SealedBytes.of(new byte[] {2}), false);
    changing(
        org,
        () -> {
          world.orgKeys().add(org, first, OLD, given.time());
          world.orgKeys().promote(org, first, second, NEW, given.time());
        });
  }

  @Test
  void keepsTheFirst() {
    assertThat(world.fingerprintKeys().find(org)).isEmpty();
    SealedBytes first = add(under(OLD));
    add(under(NEW));
    assertThat(world.fingerprintKeys().find(org)).contains(first);
    assertThat(read(org, () -> world.fingerprintKeys().find(org))).contains(first);
    assertThat(world.fingerprintKeys().find(given.org())).isEmpty();
  }

  @Test
  void tellsWhatItIsUnder() {
    assertThat(read(org, () -> world.sealedFingerprintKeys().counts(org))).isEmpty();
    SealedBytes key = add(under(OLD));
    assertThat(read(org, () -> world.sealedFingerprintKeys().counts(org)))
        .isEqualTo(Map.of(OLD, 1L));
    assertThat(page(OLD, Optional.empty())).containsExactly(new Sealed(place, key));
    assertThat(page(OLD, Optional.of(place))).isEmpty();
    assertThat(page(NEW, Optional.empty())).isEmpty();
  }

  @Test
  void isReplacedWhereItIsAsItWas() {
    SealedBytes key = add(under(OLD));
    SealedBytes anew = under(NEW);
    assertThat(replace(new Resealed(place, under(OLD), anew))).isZero();
    assertThat(replace(new Resealed(new OrgPlace(org, "other", "1"), key, anew))).isZero();
    assertThat(replace(new Resealed(place, key, anew))).isEqualTo(1);
    assertThat(world.fingerprintKeys().find(org)).contains(anew);
    assertThat(page(NEW, Optional.empty())).hasSize(1);
  }

  private int replace(Resealed anew) {
    return append(org, () -> world.sealedFingerprintKeys().replace(org, List.of(anew)));
  }

  private List<Sealed> page(OrgKeyId key, Optional<OrgPlace> after) {
    return read(
        org,
        () -> world.sealedFingerprintKeys().under(org, Set.of(key), after.map(last -> last), 9));
  }

  private SealedBytes add(SealedBytes key) {
    appending(org, () -> world.fingerprintKeys().addIfAbsent(org, key));
    return key;
  }

  private SealedBytes under(OrgKeyId key) {
    byte[] rest = given.word().getBytes(StandardCharsets.US_ASCII);
    return SealedBytes.of(
        ByteBuffer.allocate(5 + rest.length)
            .put((byte) 1)
            .putInt((int) key.value())
            .put(rest)
            .array());
  }
}
