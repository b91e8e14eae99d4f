package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UploadId;
import java.time.Instant;

/**
 * An archive that was uploaded.
 *
 * @param size of the archive, in bytes
 * @param sha256 of the archive, in hexadecimal, lower case
 * @param packedBytes of what is kept of it: the same files as a gzipped tar
 * @param files how many files are in it
 */
public record Upload(
    OrgId org,
    UploadId id,
    ArchiveFormat format,
    long size,
    String sha256,
    int packedBytes,
    int files,
    ActorId createdBy,
    Instant createdAt) {}
