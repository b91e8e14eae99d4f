package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.BindRecord;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UploadId;
import dev.cofferdam.domain.runs.ArchiveFormat;
import dev.cofferdam.domain.runs.Upload;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What is known of uploads. */
interface UploadDao {
  @SqlUpdate(
      """
      insert into uploads (org_id, upload_id, format, size, sha256, packed_bytes, files,
        created_by, created_at)
      values (:orgId, :uploadId, :format, :size, decode(:sha256, 'hex'), :packedBytes, :files,
        :createdBy, :createdAt)
      """)
  void add(@BindRecord UploadRow upload);

  @SqlQuery(
      """
      select org_id, upload_id, format, size, encode(sha256, 'hex') as sha256, packed_bytes, files,
        created_by, created_at
      from uploads where org_id = :org and upload_id = :upload
      """)
  Optional<UploadRow> find(UUID org, UUID upload);

  /** A row of {@code uploads}. */
  record UploadRow(
      UUID orgId,
      UUID uploadId,
      String format,
      long size,
      String sha256,
      int packedBytes,
      int files,
      UUID createdBy,
      Instant createdAt) {
    static UploadRow of(Upload upload) {
      return new UploadRow(
          upload.org().value(),
          upload.id().value(),
          upload.format().code(),
          upload.size(),
          upload.sha256(),
          upload.packedBytes(),
          upload.files(),
          upload.createdBy().value(),
          upload.createdAt());
    }

    Upload toUpload() {
      return new Upload(
          new OrgId(orgId),
          new UploadId(uploadId),
          ArchiveFormat.ofCode(format),
          size,
          sha256,
          packedBytes,
          files,
          new ActorId(createdBy),
          createdAt);
    }
  }
}
