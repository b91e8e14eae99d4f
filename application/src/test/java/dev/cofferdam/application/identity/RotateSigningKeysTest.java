package dev.cofferdam.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.identity.port.SigningKeyStore;
import dev.cofferdam.application.identity.port.SigningKeyStore.SigningKey;
import dev.cofferdam.application.world.InMemoryInstallation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RotateSigningKeysTest {
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final SigningKeyStore keys = here.world().signingKeys();
  private final RotateSigningKeys rotate = new RotateSigningKeys(keys, this::key, here.clock());
  private int made;

  @Test
  void makesAKeyEveryThirtyDays() {
    rotate.execute();
    assertThat(kids()).containsExactly("key-1");
    here.clock().advance(RotateSigningKeys.PERIOD.minusSeconds(1));
    rotate.execute();
    assertThat(kids()).containsExactly("key-1");
    here.clock().advance(Duration.ofSeconds(1));
    rotate.execute();
    rotate.execute();
    assertThat(kids()).containsExactly("key-2", "key-1");
  }

  @Test
  void keepsAKeyUntilAllThatItSignedHasExpired() {
    rotate.execute();
    here.clock().advance(RotateSigningKeys.PERIOD);
    rotate.execute();
    here.clock().advance(RotateSigningKeys.RETIRED_AFTER.minusSeconds(1));
    rotate.execute();
    assertThat(kids()).containsExactly("key-2", "key-1");
    here.clock().advance(Duration.ofSeconds(1));
    rotate.execute();
    assertThat(kids()).containsExactly("key-2");
    here.clock().advance(RotateSigningKeys.RETIRED_AFTER);
    rotate.execute();
    assertThat(kids()).as("the last key stays").containsExactly("key-2");
  }

  @Test
  void catchesUpAfterALongSleep() {
    rotate.execute();
    here.clock().advance(RotateSigningKeys.PERIOD.multipliedBy(12));
    rotate.execute();
    assertThat(kids()).containsExactly("key-2", "key-1");
  }

  private SigningKey key() {
    made++;
    return new SigningKey(
        "key-" + made, SealedBytes.of(new byte[] {(byte) made}), here.clock().instant());
  }

  private List<String> kids() {
    return keys.all().stream().map(SigningKey::kid).toList();
  }
}
