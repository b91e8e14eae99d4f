package dev.cofferdam.adapters.archives.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.application.runs.port.Archives;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.runs.ArchiveFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Archives, as Apache Commons Compress reads and writes them. */
public final class CompressArchives implements Archives {
  /** Headers and padding of a tar, besides its files: some blocks for each entry. */
  private static final long TAR_OVERHEAD = 4_096;

  private static final int EXECUTABLE = 0111;
  private static final int MAX_TARGET = 4_096;

  @Override
  public Packed pack(byte[] archive, Limits limits) {
    ArchiveFormat format = formatOf(archive);
    try (Repacked repacked = new Repacked(limits)) {
      if (format == ArchiveFormat.ZIP) {
        zip(archive, limits, repacked);
      } else {
        try (InputStream blocks = tarIn(archive, format, limits)) {
          TarBlocks.require(blocks);
        }
        try (InputStream tar = tarIn(archive, format, limits)) {
          tar(tar, repacked);
        }
      }
      return new Packed(format, repacked.finish(), repacked.files());
    } catch (IOException | IllegalArgumentException | ArithmeticException damaged) {
      throw damaged.getCause() instanceof Refusal known
          ? known
          : Wrong.archive("is damaged, or written in a way that is not taken");
    }
  }

  private static ArchiveFormat formatOf(byte[] archive) {
    if (startsWith(archive, 'P', 'K', 3, 4) || startsWith(archive, 'P', 'K', 5, 6)) {
      return ArchiveFormat.ZIP;
    } else if (startsWith(archive, 0x1f, 0x8b)) {
      return ArchiveFormat.TAR_GZ;
    } else if (TarBlocks.isHeader(archive)) {
      return ArchiveFormat.TAR;
    }
    throw Wrong.archive("must be a zip, a tar or a gzipped tar");
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static InputStream tarIn(byte[] archive, ArchiveFormat format, Limits limits)
      throws IOException {
    InputStream bytes = new ByteArrayInputStream(archive);
    InputStream tar =
        format == ArchiveFormat.TAR
            ? bytes
            : GzipCompressorInputStream.builder()
                .setInputStream(bytes)
                .setDecompressConcatenated(true)
                .get();
    return new LimitedStream(tar, limits.unpackedBytes() + limits.entries() * TAR_OVERHEAD);
  }

  private static void tar(InputStream in, Repacked repacked) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(in, UTF_8.name());
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      String name = entry.getName();
      if (entry.isDirectory()) {
        repacked.folder(name);
      } else if (entry.isSymbolicLink()) {
        repacked.link(name, entry.getLinkName());
      } else if (entry.isLink()) {
        throw Wrong.entry(name, "is a hard link; tar --hard-dereference writes it as a file");
      } else if (entry.isFile() && !entry.isSparse() && !isSpecial(entry)) {
        repacked.file(name, entry.getSize(), isProgram(entry.getMode()), tar);
      } else {
        throw Wrong.entry(name, "is no regular file, folder or link");
      }
    }
  }

  private static boolean isSpecial(TarArchiveEntry entry) {
    return entry.isBlockDevice() || entry.isCharacterDevice() || entry.isFIFO();
  }

  private static void zip(byte[] archive, Limits limits, Repacked repacked) throws IOException {
    try (ZipFile zip =
        ZipFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(archive))
            .setCharset(UTF_8)
            .get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        entry(zip, entry, limits, repacked);
      }
    }
  }

  private static void entry(ZipFile zip, ZipArchiveEntry entry, Limits limits, Repacked repacked)
      throws IOException {
    String name = entry.getName();
    if (entry.isDirectory()) {
      repacked.folder(name);
      return;
    }
    if (!zip.canReadEntryData(entry)) {
      throw Wrong.entry(name, "is encrypted, or compressed in a way that is not taken");
    }
    if (entry.isUnixSymlink()) {
      try (InputStream target = zip.getInputStream(entry)) {
        repacked.link(name, new String(target.readNBytes(MAX_TARGET), UTF_8));
      }
      return;
    }
    int type = entry.getUnixMode() & 0170000;
    if (type != 0 && type != 0100000) {
      throw Wrong.entry(name, "is no regular file, folder or link");
    }
    try (InputStream content =
        new LimitedStream(zip.getInputStream(entry), limits.unpackedBytes())) {
      repacked.file(name, entry.getSize(), isProgram(entry.getUnixMode()), content);
    }
  }

  private static boolean isProgram(int mode) {
    return (mode & EXECUTABLE) != 0;
  }
}
