package dev.cofferdam.application.runs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.runs.ArchiveFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Takes zips, and tars of plain files; packs their names and contents one behind the other. */
public final class InMemoryArchives implements Archives {
  @Override
  public Packed pack(byte[] archive, Limits limits) {
    if (archive.length > 262 && new String(archive, 257, 5, UTF_8).equals("ustar")) {
      return new Packed(ArchiveFormat.TAR, ByteBuffer.wrap(archive.clone()), 1);
    }
    if (archive.length < 4 || archive[0] != 'P' || archive[1] != 'K') {
      throw Refusal.invalid("body", "must be a zip, a tar or a gzipped tar");
    }
    if (archive[archive.length - 22] != 'P') {
      throw Refusal.invalid("body", "is damaged");
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    int files = 0;
    long bytes = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readAllBytes();
        files++;
        bytes += content.length;
        require(entry.getName(), limits, files, bytes);
        packed.writeBytes((entry.getName() + "\0").getBytes(UTF_8));
        packed.writeBytes(content);
      }
    } catch (IOException damaged) {
      throw Refusal.invalid("body", "is damaged");
    }
    return new Packed(ArchiveFormat.ZIP, ByteBuffer.wrap(packed.toByteArray()), files);
  }

  private static void require(String name, Limits limits, int files, long bytes) {
    if (name.startsWith("/")) {
      throw Refusal.invalid("body", "has the entry \"" + name + "\", which is absolute");
    } else if (List.of(name.split("/", -1)).contains("..")) {
      throw Refusal.invalid("body", "has the entry \"" + name + "\", which leads out");
    } else if (files > limits.entries()) {
      throw Refusal.invalid("body", "has more entries than at most " + limits.entries());
    } else if (bytes > limits.unpackedBytes()) {
      throw Refusal.invalid("body", "has more than " + limits.unpackedBytes() + " bytes");
    }
  }
}
