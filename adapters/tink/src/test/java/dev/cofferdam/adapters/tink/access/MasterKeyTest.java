package dev.cofferdam.adapters.tink.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import dev.cofferdam.application.access.port.InMemoryInstanceKeyStore;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealer.Purpose;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MasterKeyTest {
  private static final byte[] CLEAR = {1, 2, 3};

  @TempDir private Path folder;
  private final InMemoryInstanceKeyStore store = new InMemoryInstanceKeyStore();
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("master-key.json");
  }

  @Test
  void isMadeOncePrivateToItsOwner() throws IOException {
    String id = MasterKey.open(file, store).id();

    assertThat(id).matches("mk-[0-9a-f]{16}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(MasterKey.open(file, store).id()).isEqualTo(id);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void opensWhatItSealedAfterARestart() {
    SealedBytes sealed = sealer(file).seal(Purpose.SIGNING_KEY, "k", CLEAR);

    assertThat(sealer(file).open(Purpose.SIGNING_KEY, "k", sealed)).isEqualTo(CLEAR);
  }

  @Test
  void isNeverMadeAnewWhereSomethingIsWrapped() throws IOException {
    String id = MasterKey.open(file, store).id();
    sealer(file);
    Files.delete(file);

    assertThatThrownBy(() -> MasterKey.open(file, store))
        .isInstanceOf(MasterKeyUnusable.class)
        .hasMessageContaining(id)
        .hasMessageContaining("found: none")
        .hasMessageContaining(file.toString());
    assertThat(file).doesNotExist();
  }

  @Test
  void anotherKeySaysWhichIsNeededAndWhichWasFound() throws IOException {
    String needed = MasterKey.open(file, store).id();
    sealer(file);
    Path other = folder.resolve("other.json");
    String found = MasterKey.open(other, new InMemoryInstanceKeyStore()).id();
    String before = Files.readString(other);

    assertThatThrownBy(() -> sealer(other))
        .isInstanceOf(MasterKeyUnusable.class)
        .hasMessageContaining("wrapped by the master key " + needed)
        .hasMessageContaining("found in " + other + ": " + found);
    assertThat(Files.readString(other)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "\0\0\0", "{\"primaryKeyId\":1,\"key\":[]}"})
  void aDamagedFileIsRefusedAndLeftAlone(String damage) throws IOException {
    String needed = MasterKey.open(file, store).id();
    sealer(file);
    Files.writeString(file, damage);

    assertThatThrownBy(() -> MasterKey.open(file, store))
        .isInstanceOf(MasterKeyUnusable.class)
        .hasMessageContaining(needed);
    assertThat(Files.readString(file)).isEqualTo(damage);
  }

  @Test
  void anyChangedCharacterIsToldOrHarmless() throws IOException {
    MasterKey master = MasterKey.open(file, store);
    sealer(file);
    String whole = Files.readString(file);
    for (int at = 0; at < whole.length(); at++) {
      Files.writeString(file, whole.substring(0, at) + '#' + whole.substring(at + 1));
      try {
        sealer(file);
        assertThat(MasterKey.open(file, store).id()).isEqualTo(master.id());
      } catch (MasterKeyUnusable | SealBroken told) {
        assertThat(told).hasMessageNotContaining(whole.substring(100, 120));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx"})
  void aFileOpenToOthersIsRefused(String permissions) throws IOException {
    MasterKey.open(file, store);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> MasterKey.open(file, store))
        .isInstanceOf(MasterKeyUnusable.class)
        .hasMessageContaining(permissions)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void aFileOnlyItsOwnerMayReadWillDo() throws IOException {
    String id = MasterKey.open(file, store).id();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

    assertThat(MasterKey.open(file, store).id()).isEqualTo(id);
  }

  @Test
  void aFolderAHugeFileAndAMissingFolderAreRefused() throws IOException {
    Files.writeString(file, " ".repeat(100_000));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    for (Path bad : List.of(folder, file, folder.resolve("missing/key.json"))) {
      assertThatThrownBy(() -> MasterKey.open(bad, store)).isInstanceOf(MasterKeyUnusable.class);
    }
  }

  @Test
  void anOldKeyBesideANewOneStillOpens() throws Exception {
    String old = MasterKey.open(file, store).id();
    SealedBytes sealed = sealer(file).seal(Purpose.SIGNING_KEY, "k", CLEAR);
    KeysetHandle both =
        KeysetHandle.newBuilder(read(file))
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary())
            .setConfiguration(TinkConfig2026.get())
            .build();
    write(file, both);

    MasterKey master = MasterKey.open(file, store);

    assertThat(master.id()).isNotEqualTo(old);
    assertThat(new TinkInstanceSealer(new InstanceKeysets(master, store)))
        .satisfies(s -> assertThat(s.open(Purpose.SIGNING_KEY, "k", sealed)).isEqualTo(CLEAR));
  }

  @Test
  void aDisabledKeyIsNotFound() throws Exception {
    String old = MasterKey.open(file, store).id();
    sealer(file);
    KeysetHandle.Builder both =
        KeysetHandle.newBuilder(read(file))
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary())
            .setConfiguration(TinkConfig2026.get());
    both.getAt(0).setStatus(KeyStatus.DISABLED);
    write(file, both.build());

    assertThatThrownBy(() -> sealer(file))
        .isInstanceOf(MasterKeyUnusable.class)
        .hasMessageContaining("wrapped by the master key " + old);
  }

  @Test
  void otherKindsOfKeysAreRefused() throws Exception {
    List<Parameters> kinds =
        List.of(
            PredefinedAeadParameters.AES128_GCM,
            PredefinedAeadParameters.AES256_EAX,
            PredefinedAeadParameters.XCHACHA20_POLY1305);
    for (Parameters kind : kinds) {
      write(file, KeysetHandle.generateNew(kind, TinkConfig2026.get()));
      assertThatThrownBy(() -> MasterKey.open(file, store)).isInstanceOf(MasterKeyUnusable.class);
    }
  }

  @Test
  void processesThatStartAtOnceAgree() throws Exception {
    int processes = 8;
    CyclicBarrier start = new CyclicBarrier(processes);
    ExecutorService pool = Executors.newFixedThreadPool(processes);
    try {
      List<Future<InstanceSealer>> started = new ArrayList<>();
      for (int i = 0; i < processes; i++) {
        started.add(
            pool.submit(
                () -> {
                  start.await();
                  return sealer(file);
                }));
      }
      Set<InstanceSealer> sealers = new HashSet<>();
      for (Future<InstanceSealer> sealer : started) {
        sealers.add(sealer.get());
      }
      for (InstanceSealer one : sealers) {
        SealedBytes sealed = one.seal(Purpose.WORKFLOW_PAYLOAD, "k", CLEAR);
        for (InstanceSealer other : sealers) {
          assertThat(other.open(Purpose.WORKFLOW_PAYLOAD, "k", sealed)).isEqualTo(CLEAR);
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aKeysetPutInAnothersPlaceDoesNotOpen() {
    sealer(file);
    InMemoryInstanceKeyStore swapped = new InMemoryInstanceKeyStore();
    swapped.addFirst("tokens", store.find("aead").orElseThrow());
    MasterKey master = MasterKey.open(file, swapped);

    assertThatThrownBy(() -> new InstanceKeysets(master, swapped).tokens())
        .isInstanceOf(SealBroken.class);
  }

  @Test
  void printsNoKey() throws IOException {
    MasterKey master = MasterKey.open(file, store);

    assertThat(master.toString()).isEqualTo("MasterKey[" + master.id() + ", [REDACTED]]");
  }

  private InstanceSealer sealer(Path path) {
    return new TinkInstanceSealer(new InstanceKeysets(MasterKey.open(path, store), store));
  }

  private static KeysetHandle read(Path path) throws IOException, GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(path), TinkConfig2026.get(), InsecureSecretKeyAccess.get());
  }

  private static void write(Path path, KeysetHandle keyset)
      throws IOException, GeneralSecurityException {
    Files.writeString(
        path,
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keyset, TinkConfig2026.get(), InsecureSecretKeyAccess.get()));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
  }
}
