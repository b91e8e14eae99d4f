package dev.cofferdam.adapters.objects.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.audit.port.ObjectStore;
import dev.cofferdam.application.audit.port.ObjectStoreContract;
import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderObjectStoreTest extends ObjectStoreContract {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final ObjectKey KEY = new ObjectKey("runs/1/log");

  @TempDir private Path temporary;
  private Path root;
  private ObjectStore store;

  @BeforeEach
  void start() {
    root = temporary.resolve("objects");
    store = started();
  }

  private ObjectStore started() {
    return new FolderObjectStore(root, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Test
  void filesArePrivateAndLieInTheFolder() throws IOException {
    store.put(KEY, new byte[3]);

    Path file = root.resolve("runs/1/log@");
    assertThat(file).hasSize(3);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("runs"))))
        .isEqualTo("rwx------");
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    store.put(KEY, new byte[3]);
    assertThatThrownBy(() -> store.put(KEY, new ByteArrayInputStream(new byte[3]), 4))
        .isInstanceOf(IOException.class);
    store.delete(KEY);

    assertThat(below(root)).containsExactly(root.resolve("@drafts"));
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> !path.equals(folder)).toList();
    }
  }

  @Test
  void draftsOfTheDeadAreSweptAtTheNextStart() throws IOException {
    Path dead = draft("dead", NOW.minusSeconds(86_401));
    Path alive = draft("alive", NOW.minusSeconds(86_399));

    started();

    assertThat(dead).doesNotExist();
    assertThat(alive).exists();
  }

  private Path draft(String name, Instant modified) throws IOException {
    Path draft = Files.createFile(root.resolve("@drafts").resolve(name));
    return Files.setLastModifiedTime(draft, FileTime.from(modified));
  }

  /** Long enough that each way a folder can go away between two steps of a put does happen. */
  @Test
  void foldersComeAndGoUnderneath() throws Exception {
    List<Runnable> workers = new ArrayList<>();
    for (int worker = 0; worker < 4; worker++) {
      ObjectKey key = new ObjectKey("deep/in/a/folder/" + worker);
      workers.add(
          () -> {
            store.put(key, new byte[3]);
            store.delete(key);
          });
    }
    atOnce(100, workers);
  }

  @Test
  void aStartDoesntMindNeighboursAtWork() throws Exception {
    atOnce(100, List.of(this::started, () -> store.put(KEY, new byte[3])));
  }

  private static void atOnce(int rounds, List<Runnable> workers) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(workers.size());
    try {
      List<Future<?>> working = new ArrayList<>();
      for (Runnable worker : workers) {
        working.add(pool.submit(() -> IntStream.range(0, rounds).forEach(i -> worker.run())));
      }
      for (Future<?> done : working) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aRestartFindsWhatWasPut() {
    store.put(KEY, new byte[3]);

    assertThat(started().exists(KEY)).isTrue();
  }

  @Test
  void aFolderThatCantBeUsedIsTold() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> new FolderObjectStore(file, Clock.systemUTC()))
        .isInstanceOf(ObjectStoreUnavailable.class)
        .hasMessageContaining(file.toString());

    Files.createFile(root.resolve("runs"));
    assertThatThrownBy(() -> store.put(KEY, new byte[3]))
        .isInstanceOf(ObjectStoreUnavailable.class);
  }
}
