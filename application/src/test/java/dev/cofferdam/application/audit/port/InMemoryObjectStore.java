package dev.cofferdam.application.audit.port;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps objects as long as the test runs, and fails when it is told to. */
public final class InMemoryObjectStore implements ObjectStore {
  private final Map<ObjectKey, byte[]> objects = new ConcurrentHashMap<>();
  private volatile boolean failing;

  /** From now on nothing can be reached, or everything again. */
  public void fail(boolean now) {
    failing = now;
  }

  @Override
  public void put(ObjectKey key, InputStream content, long length) throws IOException {
    requireReachable();
    byte[] bytes = content.readNBytes(Math.toIntExact(length + 1));
    if (bytes.length != length) {
      throw new IOException("the content hasn't the length " + length);
    }
    objects.put(key, bytes);
  }

  @Override
  public Optional<InputStream> get(ObjectKey key) {
    requireReachable();
    return Optional.ofNullable(objects.get(key)).map(ByteArrayInputStream::new);
  }

  @Override
  public void delete(ObjectKey key) {
    requireReachable();
    objects.remove(key);
  }

  @Override
  public boolean exists(ObjectKey key) {
    requireReachable();
    return objects.containsKey(key);
  }

  @Override
  public List<ObjectKey> list(ObjectKey folder, Optional<ObjectKey> after, int limit) {
    requireReachable();
    return objects.keySet().stream()
        .filter(key -> key.value().startsWith(folder.value() + "/"))
        .sorted(Comparator.comparing(InMemoryObjectStore::named))
        .filter(key -> after.isEmpty() || named(key).compareTo(named(after.get())) > 0)
        .limit(limit)
        .toList();
  }

  private static String named(ObjectKey key) {
    return key.value() + "@";
  }

  private void requireReachable() {
    if (failing) {
      throw new ObjectStoreUnavailable("told to fail", new IOException("told to fail"));
    }
  }
}
