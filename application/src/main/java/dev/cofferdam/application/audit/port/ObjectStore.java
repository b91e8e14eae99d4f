package dev.cofferdam.application.audit.port;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Keeps bytes outside of the database, such as artifacts and checkpoints, by key. An object is
 * there whole or not at all, whoever reads, and whatever dies in between.
 *
 * <p>All methods throw {@link ObjectStoreUnavailable} when the place where the bytes are can't be
 * reached or is full; doing it again may help.
 */
public interface ObjectStore {
  /**
   * Stores an object, in place of the one that has the key. When it returns, the object outlives
   * this process.
   *
   * @param content is read once and not closed
   * @param length in bytes; what {@code content} has, neither less nor more
   * @throws IOException when {@code content} can't be read or hasn't that length; nothing changed
   *     then
   */
  void put(ObjectKey key, InputStream content, long length) throws IOException;

  /** Stores an object that is at hand. */
  default void put(ObjectKey key, byte[] content) {
    try {
      put(key, new ByteArrayInputStream(content), content.length);
    } catch (IOException bytesCantFail) {
      throw new IllegalStateException(bytesCantFail);
    }
  }

  /**
   * Opens an object, which the caller closes; empty when there is none. Replacing or deleting it
   * meanwhile doesn't mix old and new bytes, though reading may then fail.
   */
  Optional<InputStream> get(ObjectKey key);

  /** Deletes an object; nothing happens when there is none. */
  void delete(ObjectKey key);

  boolean exists(ObjectKey key);

  /**
   * The first keys below {@code folder}, at any depth, in the order that their texts have with an
   * {@code @} behind them. It looks into no more folders than it takes to find them.
   *
   * @param limit from 1 to 1,000
   */
  default List<ObjectKey> list(ObjectKey folder, int limit) {
    return list(folder, Optional.empty(), limit);
  }

  /** The same for keys that come behind {@code after} in that order, which need not be there. */
  List<ObjectKey> list(ObjectKey folder, Optional<ObjectKey> after, int limit);
}
