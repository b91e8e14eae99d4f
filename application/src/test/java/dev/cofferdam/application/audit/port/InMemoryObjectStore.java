package dev.cofferdam.application.audit.port;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps objects as long as the test runs. */
public final class InMemoryObjectStore implements ObjectStore {
  private final Map<ObjectKey, byte[]> objects = new ConcurrentHashMap<>();

  @Override
  public void put(ObjectKey key, InputStream content, long length) throws IOException {
    byte[] bytes = content.readNBytes(Math.toIntExact(length + 1));
    if (bytes.length != length) {
      throw new IOException("the content hasn't the length " + length);
    }
    objects.put(key, bytes);
  }

  @Override
  public Optional<InputStream> get(ObjectKey key) {
    return Optional.ofNullable(objects.get(key)).map(ByteArrayInputStream::new);
  }

  @Override
  public void delete(ObjectKey key) {
    objects.remove(key);
  }

  @Override
  public boolean exists(ObjectKey key) {
    return objects.containsKey(key);
  }

  @Override
  public List<ObjectKey> list(ObjectKey folder, int limit) {
    return objects.keySet().stream()
        .filter(key -> key.value().startsWith(folder.value() + "/"))
        .sorted(Comparator.comparing(key -> key.value() + "@"))
        .limit(limit)
        .toList();
  }
}
