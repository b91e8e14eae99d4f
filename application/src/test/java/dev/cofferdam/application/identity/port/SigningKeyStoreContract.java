package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.identity.port.SigningKeyStore.SigningKey;
import dev.cofferdam.application.world.WorldContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a {@link SigningKeyStore} promises. */
public abstract class SigningKeyStoreContract extends WorldContract {
  @Test
  void isEmptyAtFirst() {
    assertThat(inTransaction(() -> world.signingKeys().all())).isEmpty();
  }

  @Test
  void addsTheFirstKey() {
    SigningKey key = key();
    assertThat(addFirst(key)).isEqualTo(key);
    assertThat(inTransaction(() -> world.signingKeys().all())).containsExactly(key);
  }

  @Test
  void keepsTheKeyThatIsThere() {
    SigningKey first = key();
    addFirst(first);
    assertThat(addFirst(key())).isEqualTo(first);
    assertThat(inTransaction(() -> world.signingKeys().all())).containsExactly(first);
  }

  @Test
  void makesAllWhoStartAtOnceAgree() {
    List<Future<SigningKey>> starts =
        Stream.generate(this::key).limit(4).map(key -> elsewhere(() -> addFirst(key))).toList();
    List<SigningKey> agreed = starts.stream().map(WorldContract::outcomeOf).distinct().toList();
    assertThat(agreed).hasSize(1);
    assertThat(inTransaction(() -> world.signingKeys().all())).isEqualTo(agreed);
  }

  @Test
  void addsAKeyUnlessThereIsANewerOne() {
    SigningKey first = key();
    SigningKey second = key();
    addFirst(first);
    assertThat(world.signingKeys().addUnlessNewer(second, first.createdAt().minusMillis(1)))
        .isFalse();
    assertThat(world.signingKeys().addUnlessNewer(second, first.createdAt())).isTrue();
    assertThat(inTransaction(() -> world.signingKeys().all())).containsExactly(second, first);
  }

  @Test
  void addsOneKeyForAllWhoRotateAtOnce() {
    SigningKey first = key();
    addFirst(first);
    List<Future<Boolean>> rotations =
        Stream.generate(this::key)
            .limit(4)
            .map(key -> elsewhere(() -> world.signingKeys().addUnlessNewer(key, first.createdAt())))
            .toList();
    assertThat(rotations.stream().map(WorldContract::outcomeOf).filter(added -> added)).hasSize(1);
    assertThat(inTransaction(() -> world.signingKeys().all())).hasSize(2);
  }

  @Test
  void removesAKeyAndNoOther() {
    SigningKey first = key();
    SigningKey second = key();
    addFirst(first);
    world.signingKeys().addUnlessNewer(second, first.createdAt());
    world.signingKeys().remove(first.kid());
    world.signingKeys().remove("unknown");
    assertThat(inTransaction(() -> world.signingKeys().all())).containsExactly(second);
  }

  private SigningKey addFirst(SigningKey key) {
    return inTransaction(() -> world.signingKeys().addFirst(key));
  }

  private SigningKey key() {
    byte[] sealed = ("\0\u00ff" + given.word()).getBytes(StandardCharsets.ISO_8859_1);
    return new SigningKey(given.word(), SealedBytes.of(sealed), given.time());
  }
}
