package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgPlace;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The keys of orgs' contents, sealed, and until when the contents are kept. */
public interface ContentStore {
  /**
   * Adds one, in the thread's transaction.
   *
   * @return false, and nothing changed, where there is one of this id
   */
  boolean add(StoredContent content);

  Optional<StoredContent> find(OrgId org, ContentId content);

  /**
   * Keeps one until then at least, with the thread's transaction.
   *
   * @return false where it is gone, or about to be
   */
  boolean extend(OrgId org, ContentId content, Instant until);

  /**
   * Locks one that is over its time until the thread's transaction ends, so that nobody extends it
   * any more.
   *
   * @return false where there is none, or it is to be kept
   */
  boolean lockExpired(OrgId org, ContentId content);

  /** Removes one, and what was noted about its parts; without one nothing happens. */
  void delete(OrgId org, ContentId content);

  /**
   * @param key sealed at {@link #place}
   */
  record StoredContent(
      OrgId org, ContentId id, SealedBytes key, Instant createdAt, Instant expiresAt) {
    private static final String PURPOSE = "content-key";

    public OrgPlace place() {
      return placeOf(org, id);
    }

    /** Where the key of a content is sealed. */
    public static OrgPlace placeOf(OrgId org, ContentId id) {
      return new OrgPlace(org, PURPOSE, id.toString());
    }

    /** Which content's key belongs to a place. */
    public static ContentId idOf(OrgPlace place) {
      return new ContentId(UUID.fromString(place.context()));
    }
  }
}
