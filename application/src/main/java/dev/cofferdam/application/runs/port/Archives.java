package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.runs.ArchiveFormat;
import java.nio.ByteBuffer;

/**
 * Reads archives that somebody made, whatever is in them, and writes the same files as an archive
 * that is safe to unpack. Nothing of one touches a disk.
 */
public interface Archives {
  /**
   * Packs the files of an archive anew: a gzipped tar with folders, regular files (executable or
   * not) and links, owned by nobody in particular; links last, so that nothing is written through
   * one.
   *
   * @throws Refusal {@code invalid_field} for {@code body}, naming the entry, when it is no zip,
   *     tar or gzipped tar, is damaged or encrypted; when an entry has a name that is absolute,
   *     leads out, is none, or is there twice; when it is a device, a pipe, or a hard link; when a
   *     link is absolute or leads out; when there are more entries or more bytes than the limits
   *     say
   */
  Packed pack(byte[] archive, Limits limits);

  /**
   * @param entries files, folders and links
   * @param unpackedBytes of all files
   * @param packedBytes of what is made of it
   */
  record Limits(int entries, long unpackedBytes, int packedBytes) {}

  /**
   * @param files how many regular files there are
   */
  record Packed(ArchiveFormat format, ByteBuffer tarGz, int files) {
    public Packed {
      tarGz = tarGz.asReadOnlyBuffer();
    }
  }
}
