package dev.cofferdam.application.audit.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} promises. */
public abstract class ObjectStoreContract {
  private static final ObjectKey KEY = new ObjectKey("runs/0190-x/artifacts/build.tar.gz");
  private static final byte[] SMALL = "an artifact".getBytes(StandardCharsets.UTF_8);

  /** Past any buffer, and of no round size. */
  private static final int LARGE = 5 * 1024 * 1024 + 3;

  /** The same empty store for the whole test. */
  protected abstract ObjectStore store();

  @Test
  void whatWasPutIsThere() throws IOException {
    assertThat(store().exists(KEY)).isFalse();

    store().put(KEY, SMALL);

    assertThat(store().exists(KEY)).isTrue();
    assertThat(read(KEY)).isEqualTo(SMALL);
  }

  @Test
  void anObjectMayBeEmpty() throws IOException {
    store().put(KEY, new byte[0]);

    assertThat(store().exists(KEY)).isTrue();
    assertThat(read(KEY)).isEmpty();
  }

  @Test
  void anObjectMayBeLarge() throws IOException {
    byte[] large = randomBytes(LARGE, 1);

    store().put(KEY, new ByteArrayInputStream(large), large.length);

    assertThat(Arrays.equals(read(KEY), large)).isTrue();
  }

  @Test
  void aNewObjectTakesTheOldOnesPlace() throws IOException {
    store().put(KEY, randomBytes(LARGE, 1));
    store().put(KEY, SMALL);

    assertThat(read(KEY)).isEqualTo(SMALL);
  }

  @Test
  void whatIsDeletedIsGone() {
    store().put(KEY, SMALL);

    store().delete(KEY);
    store().delete(KEY);

    assertThat(store().exists(KEY)).isFalse();
    assertThat(store().get(KEY)).isEmpty();
  }

  @Test
  void whatWasNeverPutIsNotThere() {
    assertThat(store().exists(new ObjectKey("none"))).isFalse();
    assertThat(store().get(new ObjectKey("none"))).isEmpty();
    store().delete(new ObjectKey("none/at/all"));
  }

  @Test
  void keysThatBeginAlikeAreDifferent() throws IOException {
    List<ObjectKey> keys =
        List.of("a", "a/b", "a/b/c", "ab", "a.b", "a-b", ".a", "a/.b", "n".repeat(200)).stream()
            .map(ObjectKey::new)
            .toList();
    for (ObjectKey key : keys) {
      store().put(key, key.value().getBytes(StandardCharsets.UTF_8));
    }
    for (ObjectKey key : keys) {
      assertThat(new String(read(key), StandardCharsets.UTF_8)).isEqualTo(key.value());
    }
    store().delete(new ObjectKey("a"));
    assertThat(store().exists(new ObjectKey("a/b"))).isTrue();
    store().delete(new ObjectKey("a/b/c"));
    assertThat(store().exists(new ObjectKey("a/b"))).isTrue();
  }

  @Test
  void whatLiesBelowIsListedInOrder() {
    List<String> ordered =
        List.of(
            "in/a-b", "in/a-b/c", "in/a.b", "in/a/b", "in/a/b/c", "in/a0", "in/a", "in/a_", "in/b");
    List<String> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.addAll(List.of("in", "inn", "inn/a", "i", "a/in/b"));
    shuffled.forEach(key -> store().put(new ObjectKey(key), SMALL));

    assertThat(listed("in", 1_000)).containsExactlyInAnyOrderElementsOf(ordered);
    assertThat(listed("in", 1_000))
        .isSortedAccordingTo(Comparator.comparing(key -> key + "@"))
        .startsWith("in/a-b/c", "in/a-b", "in/a.b", "in/a/b/c", "in/a/b");
    for (int limit = 1; limit <= ordered.size(); limit++) {
      assertThat(listed("in", limit)).isEqualTo(listed("in", 1_000).subList(0, limit));
    }
    assertThat(listed("in/a", 10)).containsExactly("in/a/b/c", "in/a/b");
  }

  @Test
  void keysAreListedFromAnyPlaceOn() {
    List<String> all = List.of("in/a-b/c", "in/a-b", "in/a/b/c", "in/a/b", "in/a0/x", "in/b");
    all.forEach(key -> store().put(new ObjectKey(key), SMALL));
    store().put(new ObjectKey("inside"), SMALL);

    assertThat(listed("in", 1_000)).isEqualTo(all);
    for (int i = 0; i < all.size(); i++) {
      List<String> left = all.subList(i + 1, all.size());
      assertThat(listedAfter("in", all.get(i), 1_000)).isEqualTo(left);
      assertThat(listedAfter("in", all.get(i), 2)).isEqualTo(left.stream().limit(2).toList());
    }
    assertThat(listedAfter("in", "in/a/a", 10)).as("was never there").startsWith("in/a/b/c");
    assertThat(listedAfter("in", "in/z", 10)).isEmpty();
  }

  private List<String> listedAfter(String folder, String after, int limit) {
    return store().list(new ObjectKey(folder), Optional.of(new ObjectKey(after)), limit).stream()
        .map(ObjectKey::value)
        .toList();
  }

  @Test
  void whatIsGoneOrUnfinishedIsNotListed() {
    store().put(new ObjectKey("in/a/b"), SMALL);
    store().put(new ObjectKey("in/c"), SMALL);
    store().delete(new ObjectKey("in/a/b"));

    assertThat(listed("in", 10)).containsExactly("in/c");
    assertThat(listed("in/c", 10)).isEmpty();
    assertThat(listed("elsewhere", 10)).isEmpty();
  }

  private List<String> listed(String folder, int limit) {
    return store().list(new ObjectKey(folder), limit).stream().map(ObjectKey::value).toList();
  }

  @Test
  void contentThatEndsTooSoonChangesNothing() throws IOException {
    assertPutFails(() -> new ByteArrayInputStream(SMALL), SMALL.length + 1);
    assertPutFails(() -> new ByteArrayInputStream(SMALL), LARGE);
    byte[] large = randomBytes(LARGE, 2);
    assertPutFails(() -> new ByteArrayInputStream(large), LARGE + 1);
  }

  @Test
  void contentThatGoesOnChangesNothing() throws IOException {
    assertPutFails(() -> new ByteArrayInputStream(SMALL), SMALL.length - 1);
    assertPutFails(() -> new ByteArrayInputStream(SMALL), 0);
    byte[] large = randomBytes(LARGE, 2);
    assertPutFails(() -> new ByteArrayInputStream(large), LARGE - 1);
  }

  @Test
  void contentThatFailsChangesNothing() throws IOException {
    InputStream failing = InputStream.nullInputStream();
    failing.close();
    for (int before : new int[] {0, 5, LARGE}) {
      byte[] start = randomBytes(before, 2);
      assertPutFails(
          () -> new SequenceInputStream(new ByteArrayInputStream(start), failing), before + 7);
    }
  }

  private void assertPutFails(Supplier<InputStream> content, long length) throws IOException {
    ObjectKey fresh = new ObjectKey("fresh");
    store().put(KEY, SMALL);

    assertThatThrownBy(() -> store().put(KEY, content.get(), length))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store().put(fresh, content.get(), length))
        .isInstanceOf(IOException.class);

    assertThat(read(KEY)).isEqualTo(SMALL);
    assertThat(store().exists(fresh)).isFalse();
  }

  @Test
  void whoeverReadsSeesOneObjectWhole() throws Exception {
    int writers = 4;
    int rounds = 8;
    int length = 300_000;
    store().put(KEY, filled(length, 0));
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 1; writer <= writers; writer++) {
        byte[] content = filled(length, writer);
        writing.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < rounds; i++) {
                    store().put(KEY, content);
                  }
                }));
      }
      do {
        byte[] seen = read(KEY);
        assertThat(Arrays.equals(seen, filled(length, seen[0]))).isTrue();
      } while (!writing.stream().allMatch(Future::isDone));
      for (Future<?> done : writing) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void neighboursComeAndGoAtOnce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> working = new ArrayList<>();
      for (int worker = 0; worker < 4; worker++) {
        ObjectKey key = new ObjectKey("deep/in/a/folder/" + worker);
        working.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 25; i++) {
                    store().put(key, SMALL);
                    assertThat(store().exists(key)).isTrue();
                    store().delete(key);
                    assertThat(store().exists(key)).isFalse();
                  }
                }));
      }
      for (Future<?> done : working) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private byte[] read(ObjectKey key) throws IOException {
    try (InputStream in = store().get(key).orElseThrow()) {
      return in.readAllBytes();
    }
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] randomBytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
