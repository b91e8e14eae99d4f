package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.application.runs.CreateUpload;
import dev.cofferdam.domain.ids.UploadId;
import dev.cofferdam.domain.runs.Upload;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** An archive that was taken. */
record UploadView(
    @Schema(implementation = UploadId.class) String id,
    @Schema(description = "The archive's, in bytes.", example = "1024", minimum = "1") long size,
    @Schema(
            description = "SHA-256 of the archive, in hexadecimal.",
            example = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            pattern = "^[0-9a-f]{64}$")
        String sha256,
    @Schema(description = "`zip`, `tar` or `tar.gz`, by what is in it.", example = "tar.gz")
        String format,
    @Schema(description = "How many files are in it.", example = "12", minimum = "0") int files,
    @Schema(description = "When it was taken.") Instant createdAt,
    @Schema(description = "When it is removed, unless a pipeline uses it before.")
        Instant expiresAt) {
  static UploadView of(CreateUpload.Made made) {
    Upload upload = made.upload();
    return new UploadView(
        upload.id().toString(),
        upload.size(),
        upload.sha256(),
        upload.format().code(),
        upload.files(),
        upload.createdAt(),
        made.expiresAt());
  }
}
