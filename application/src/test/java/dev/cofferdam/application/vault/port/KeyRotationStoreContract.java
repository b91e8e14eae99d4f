package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.KeyRotation;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link KeyRotationStore} promises. */
public abstract class KeyRotationStoreContract extends WorldContract {
  private static final OrgKeyId KEY = new OrgKeyId(9);

  private OrgId org;
  private KeyRotation rotation;

  @BeforeEach
  public final void begin() {
    org = orgWithKey();
    rotation = newRotation(org);
    changing(org, () -> world.keyRotations().add(rotation));
  }

  private OrgId orgWithKey() {
    OrgId made = given.org();
    WrappedKeyset keyset = WrappedKeyset.first("mk-1", SealedBytes.of(new byte[] {1}), false);
    changing(made, () -> world.orgKeys().add(made, keyset, KEY, given.time()));
    return made;
  }

  private KeyRotation newRotation(OrgId of) {
    return new KeyRotation(
        of, new KeyRotationId(given.id()), KEY, 12, 0, given.time(), Optional.empty());
  }

  @Test
  void findsItAsItWasAdded() {
    assertThat(find(org, rotation)).contains(rotation);
    assertThat(running(org)).contains(rotation);
    OrgId other = given.org();
    assertThat(find(other, rotation)).isEmpty();
    assertThat(running(other)).isEmpty();
  }

  @Test
  void anOrgHasOneThatIsRunning() {
    KeyRotation second = newRotation(org);
    assertThatThrownBy(() -> changing(org, () -> world.keyRotations().add(second)))
        .isInstanceOf(RuntimeException.class);
    assertThat(find(org, second)).isEmpty();
    OrgId other = orgWithKey();
    changing(other, () -> world.keyRotations().add(newRotation(other)));
    assertThat(running(other)).isPresent();
  }

  @Test
  void countsWhatIsDone() {
    appending(org, () -> world.keyRotations().advance(org, rotation.id(), 5));
    appending(org, () -> world.keyRotations().advance(org, rotation.id(), 8));
    assertThat(find(org, rotation).orElseThrow().done()).isEqualTo(13);
  }

  @Test
  void endsOnce() {
    Instant at = given.time();
    changing(org, () -> world.keyRotations().finish(org, rotation.id(), at));
    changing(org, () -> world.keyRotations().finish(org, rotation.id(), given.time()));

    assertThat(find(org, rotation).orElseThrow().finishedAt()).contains(at);
    assertThat(running(org)).isEmpty();
    KeyRotation next = newRotation(org);
    changing(org, () -> world.keyRotations().add(next));
    assertThat(running(org)).contains(next);
  }

  private Optional<KeyRotation> find(OrgId in, KeyRotation which) {
    return read(in, () -> world.keyRotations().find(in, which.id()));
  }

  private Optional<KeyRotation> running(OrgId in) {
    return read(in, () -> world.keyRotations().running(in));
  }
}
