package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.runs.port.UploadStore;
import dev.cofferdam.application.vault.Contents;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UploadId;
import dev.cofferdam.domain.runs.Upload;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** Uploads, and the bytes of their files. */
public final class RunUploads {
  private final UploadStore store;
  private final Contents contents;
  private final Duration used;

  /**
   * @param used for how long one is kept after the last pipeline that uses it was made
   */
  public RunUploads(UploadStore store, Contents contents, Duration used) {
    this.store = store;
    this.contents = contents;
    this.used = used;
  }

  /** The content that has the bytes of an upload. */
  static ContentId contentOf(UploadId upload) {
    return new ContentId(upload.value());
  }

  Contents contents() {
    return contents;
  }

  /** In the thread's transaction. */
  void add(Upload upload, Duration unused) {
    if (!contents.keep(upload.org(), contentOf(upload.id()), unused)) {
      throw Refusal.unavailable("content_unavailable", "The upload took too long.");
    }
    store.add(upload);
  }

  /**
   * Sees to it that an upload is there for a new run, with the thread's transaction. A service
   * token uses its own alone: it knows of no others.
   *
   * @throws Refusal {@code upload_not_found}
   */
  void use(Actor actor, Access access, UploadId id) {
    boolean isThere =
        store
            .find(access.org(), id)
            .filter(
                upload ->
                    access.environments().isEmpty() || upload.createdBy().equals(actor.author()))
            .isPresent();
    if (!isThere || !contents.keep(access.org(), contentOf(id), used)) {
      throw access.unseen("upload", "upload:" + id);
    }
  }

  /** An upload whose files can be read outside of a transaction. */
  record Found(Upload upload, Contents.Open content) {
    /** Its files; empty once they were removed. */
    Optional<ByteBuffer> files() {
      return content.getAll(upload.packedBytes());
    }
  }

  /** In the thread's transaction. */
  Optional<Found> find(OrgId org, UploadId id) {
    return store
        .find(org, id)
        .flatMap(
            upload -> contents.find(org, contentOf(id)).map(content -> new Found(upload, content)));
  }
}
