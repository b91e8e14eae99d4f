package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UploadId;
import dev.cofferdam.domain.runs.Upload;
import java.util.Optional;

/**
 * What is known of archives that were uploaded. Their bytes are in the {@linkplain
 * dev.cofferdam.application.vault.port.ContentStore content} that has the upload's id, and what is
 * known goes with that.
 */
public interface UploadStore {
  /** Adds one whose content there is, in the thread's transaction. */
  void add(Upload upload);

  Optional<Upload> find(OrgId org, UploadId upload);
}
