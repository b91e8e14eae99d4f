package dev.cofferdam.adapters.tink.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import dev.cofferdam.application.access.port.InMemoryInstanceKeyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new master key beside the old one, until nothing needs that any more. */
final class MasterKeyRotationTest {
  private static final byte[] PLACE = {1};

  @TempDir private Path folder;
  private final InMemoryInstanceKeyStore store = new InMemoryInstanceKeyStore();
  private Path file;
  private MasterKey running;
  private MasterKeyRotation rotation;
  private MasterKey.Wrapping old;

  @BeforeEach
  void begin() throws GeneralSecurityException {
    file = folder.resolve("master-key.json");
    running = MasterKey.open(file, store);
    rotation = new MasterKeyRotation(file);
    old = running.wrap(keyset(), PLACE);
  }

  private static KeysetHandle keyset() throws GeneralSecurityException {
    return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TinkConfig2026.get());
  }

  @Test
  void aProcessThatRunsFollowsEachStep() throws Exception {
    String first = running.id();
    MasterKeyRotation.Keys added = rotation.add();
    assertThat(added.primary()).isEqualTo(first);
    assertThat(added.ids()).hasSize(2).startsWith(first);
    assertThat(running.wrap(keyset(), PLACE).masterKeyId()).isEqualTo(first);

    String second = rotation.promote().primary();
    assertThat(second).isEqualTo(added.ids().get(1));
    MasterKey.Wrapping anew = running.wrap(keyset(), PLACE);
    assertThat(anew.masterKeyId()).isEqualTo(second);
    running.unwrap("This", first, old.keyset(), PLACE);

    rotation.remove(Set.of(first, second));
    assertThat(rotation.keys().ids()).containsExactly(second);
    running.unwrap("This", second, anew.keyset(), PLACE);
    running.wrap(keyset(), PLACE);
    assertThatThrownBy(() -> running.unwrap("This", first, old.keyset(), PLACE))
        .isInstanceOf(MasterKeyUnusable.class)
        .hasMessageContaining(first)
        .hasMessageContaining(second);
  }

  /** As on another host, whose file is older than what was wrapped. */
  @Test
  void anUnknownKeyIsLookedForInTheFileOnceMore() throws Exception {
    rotation.add();
    rotation.promote();
    MasterKey elsewhere = MasterKey.open(file, store);
    MasterKey.Wrapping anew = elsewhere.wrap(keyset(), PLACE);

    running.unwrap("This", anew.masterKeyId(), anew.keyset(), PLACE);
  }

  @Test
  void eachStepMayBeDoneAgain() {
    rotation.add();
    assertThat(rotation.add().ids()).hasSize(2);
    String second = rotation.promote().primary();
    assertThat(rotation.promote().primary()).isEqualTo(second);
    rotation.remove(Set.of(old.masterKeyId()));
    assertThat(rotation.remove(Set.of(old.masterKeyId())).ids()).containsExactly(second);
    assertThat(rotation.keys().isUnderWay()).isFalse();
  }

  @Test
  void theFileStaysPrivateAndLeavesNothingBeside() throws IOException {
    rotation.add();
    rotation.promote();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aServerThatHasNotAllKeysDoesNotStart() {
    InMemoryInstanceKeyStore both = new InMemoryInstanceKeyStore();
    new InstanceKeysets(running, both).aead();
    rotation.add();
    rotation.promote();
    new InstanceKeysets(MasterKey.open(file, both), both).tokens();
    MasterKey.open(file, both).requireFor(both);

    rotation.remove(Set.of(old.masterKeyId()));

    assertThatThrownBy(() -> MasterKey.open(file, both).requireFor(both))
        .isInstanceOf(MasterKeyUnusable.class)
        .hasMessageContaining(old.masterKeyId());
  }

  @Test
  void aDamagedFileIsNotTouched() throws Exception {
    Files.writeString(file, "{}");
    assertThatThrownBy(rotation::add).isInstanceOf(MasterKeyUnusable.class);
    assertThat(Files.readString(file)).isEqualTo("{}");
    running.wrap(keyset(), PLACE);
  }
}
