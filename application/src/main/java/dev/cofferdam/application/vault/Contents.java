package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.audit.port.ObjectStore;
import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import dev.cofferdam.application.vault.port.ContentSealer;
import dev.cofferdam.application.vault.port.ContentStore;
import dev.cofferdam.application.vault.port.ContentStore.StoredContent;
import dev.cofferdam.application.vault.port.OrgSealer;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.ContentPlace;
import dev.cofferdam.domain.vault.SecretValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What orgs have that is too large for the database: sealed pieces in the object store, each an
 * object. A content's key is sealed under the org's, so that who loses that loses the content.
 */
public final class Contents {
  /** Bytes of a whole piece, before it is sealed. */
  public static final int PIECE = 1 << 20;

  private static final int LISTED = 1_000;

  private final ContentStore store;
  private final OrgSealer keys;
  private final ContentSealer sealer;
  private final ObjectStore objects;
  private final Clock clock;

  public Contents(
      ContentStore store, OrgSealer keys, ContentSealer sealer, ObjectStore objects, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.sealer = sealer;
    this.objects = objects;
    this.clock = clock;
  }

  /** How many pieces so many bytes are. */
  public static int piecesOf(long bytes) {
    return Math.toIntExact((bytes + PIECE - 1) / PIECE);
  }

  /** The content of this id, in the thread's transaction; made unless there is one. */
  public Open make(OrgId org, ContentId id, Duration kept) {
    Optional<Open> there = find(org, id);
    if (there.isPresent()) {
      return there.get();
    }
    SecretValue key = sealer.newKey();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    SealedBytes sealed = keys.seal(StoredContent.placeOf(org, id), key.reveal());
    return store.add(new StoredContent(org, id, sealed, now, now.plus(kept)))
        ? new Open(org, id, key)
        : find(org, id).orElseThrow();
  }

  /** The content of this id, in the thread's transaction; empty once it was removed. */
  public Optional<Open> find(OrgId org, ContentId id) {
    return store
        .find(org, id)
        .map(stored -> new Open(org, id, SecretValue.of(keys.open(stored.place(), stored.key()))));
  }

  /**
   * Keeps a content for this long from now at least, with the thread's transaction.
   *
   * @return false where it is gone, or about to be
   */
  public boolean keep(OrgId org, ContentId id, Duration kept) {
    return store.extend(org, id, clock.instant().truncatedTo(ChronoUnit.MICROS).plus(kept));
  }

  /** Removes the pieces of a content. */
  void deletePieces(OrgId org, ContentId id) {
    ObjectKey folder = folder(org, id);
    for (List<ObjectKey> found = objects.list(folder, LISTED);
        !found.isEmpty();
        found = objects.list(folder, LISTED)) {
      found.forEach(objects::delete);
    }
  }

  private static ObjectKey folder(OrgId org, ContentId id) {
    return new ObjectKey("contents/" + org + "/" + id);
  }

  /** A content whose key is known. Safe for use by many threads. */
  public final class Open {
    private final OrgId org;
    private final ContentId id;
    private final SecretValue key;

    private Open(OrgId org, ContentId id, SecretValue key) {
      this.org = org;
      this.id = id;
      this.key = key;
    }

    /**
     * Stores a piece, in place of the one that has the number.
     *
     * @throws ObjectStoreUnavailable worth trying again
     */
    public void put(int piece, byte[] clear) {
      objects.put(object(piece), sealer.seal(key, place(piece), clear).ciphertext());
    }

    /**
     * Reads a piece; empty once it was removed.
     *
     * @throws ObjectStoreUnavailable worth trying again
     */
    public Optional<byte[]> get(int piece) {
      Optional<InputStream> found = objects.get(object(piece));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream sealed = found.get()) {
        return Optional.of(sealer.open(key, place(piece), SealedBytes.of(sealed.readAllBytes())));
      } catch (IOException broken) {
        throw new ObjectStoreUnavailable("A piece of content can't be read", broken);
      }
    }

    /**
     * Stores a whole content.
     *
     * @throws ObjectStoreUnavailable worth trying again
     */
    public void putAll(ByteBuffer clear) {
      ByteBuffer rest = clear.duplicate();
      for (int piece = 0; rest.hasRemaining(); piece++) {
        byte[] bytes = new byte[Math.min(PIECE, rest.remaining())];
        rest.get(bytes);
        put(piece, bytes);
      }
    }

    /**
     * Reads a whole content; empty once it was removed.
     *
     * @param length in bytes
     * @throws ObjectStoreUnavailable worth trying again
     */
    public Optional<ByteBuffer> getAll(int length) {
      ByteBuffer all = ByteBuffer.allocate(length);
      for (int piece = 0; all.hasRemaining(); piece++) {
        Optional<byte[]> bytes = get(piece).filter(found -> found.length <= all.remaining());
        if (bytes.isEmpty()) {
          return Optional.empty();
        }
        all.put(bytes.get());
      }
      return Optional.of(all.flip());
    }

    private ContentPlace place(int piece) {
      return new ContentPlace(org, id, piece);
    }

    private ObjectKey object(int piece) {
      return new ObjectKey(folder(org, id) + "/" + piece);
    }
  }
}
