package dev.cofferdam.adapters.archives.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.application.runs.port.Archives;
import dev.cofferdam.domain.runs.ArtifactName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** The archive that is made: it has nothing but what is checked here. */
final class Repacked implements AutoCloseable {
  private static final int MAX_NAME_BYTES = 1_024;
  private static final int FILE = 0100644;
  private static final int PROGRAM = 0100755;
  private static final int FOLDER = 040755;

  private final Archives.Limits limits;
  private final LimitedBytes bytes;
  private final TarArchiveOutputStream tar;
  private final Set<String> folders = new HashSet<>();
  private final Set<String> others = new HashSet<>();
  private final Map<String, String> links = new LinkedHashMap<>();
  private long unpacked;
  private int files;

  Repacked(Archives.Limits limits) throws IOException {
    this.limits = limits;
    this.bytes = new LimitedBytes(limits.packedBytes());
    this.tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes), "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  void folder(String name) throws IOException {
    String path = checked(name);
    if (!path.isEmpty() && folders.add(path)) {
      count(name);
      put(new TarArchiveEntry(path + "/"), FOLDER);
      tar.closeArchiveEntry();
    }
  }

  /**
   * @param size in bytes; what {@code content} has
   */
  void file(String name, long size, boolean program, InputStream content) throws IOException {
    String path = taken(name);
    unpacked += size;
    if (size < 0 || unpacked > limits.unpackedBytes()) {
      throw Wrong.archive(
          "is larger unpacked than the " + limits.unpackedBytes() + " bytes that are taken");
    }
    TarArchiveEntry entry = new TarArchiveEntry(path);
    entry.setSize(size);
    put(entry, program ? PROGRAM : FILE);
    if (content.transferTo(tar) != size) {
      throw Wrong.entry(name, "ends early");
    }
    tar.closeArchiveEntry();
    files++;
  }

  void link(String name, String target) {
    String path = taken(name);
    if (target.isEmpty() || target.startsWith("/") || !isPlain(target)) {
      throw Wrong.entry(name, "is a link that is absolute or none");
    }
    int depth = path.split("/", -1).length - 1;
    boolean down = false;
    for (String part : target.split("/", -1)) {
      if (part.equals("..")) {
        depth--;
      }
      // A name and then two dots would lead where another link leads, and from there out.
      if (depth < 0 || (down && part.equals(".."))) {
        throw Wrong.entry(name, "is a link that leads out");
      }
      down = down || !part.equals("..");
    }
    links.put(path, target);
  }

  private String taken(String name) {
    String path = checked(name);
    if (path.isEmpty() || !others.add(path)) {
      throw Wrong.entry(name, path.isEmpty() ? "has no name" : "is there twice");
    }
    count(name);
    return path;
  }

  private void count(String name) {
    if (folders.size() + others.size() > limits.entries()) {
      throw Wrong.entry(name, "is one too many: at most " + limits.entries() + " are taken");
    }
  }

  /** The path without what means nothing; empty for the archive's own folder. */
  private static String checked(String name) {
    if (name.startsWith("/") || name.getBytes(UTF_8).length > MAX_NAME_BYTES || !isPlain(name)) {
      throw Wrong.entry(
          name,
          "has a name that is absolute, over " + MAX_NAME_BYTES + " bytes, or not plain text");
    }
    List<String> parts =
        List.of(name.split("/", -1)).stream().filter(p -> !p.isEmpty() && !p.equals(".")).toList();
    if (parts.contains("..")) {
      throw Wrong.entry(name, "leads out");
    }
    return String.join("/", parts);
  }

  private static boolean isPlain(String text) {
    return text.codePoints().allMatch(ArtifactName::isPlain);
  }

  private void put(TarArchiveEntry entry, int mode) throws IOException {
    entry.setMode(mode);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setModTime(0L);
    tar.putArchiveEntry(entry);
  }

  /** Ends the archive, with its links; gives it, or refuses what does not go together. */
  ByteBuffer finish() throws IOException {
    for (String path : others) {
      requireFoldersAbove(path);
    }
    for (String path : folders) {
      requireFoldersAbove(path);
      if (others.contains(path)) {
        throw Wrong.entry(path, "is a folder and something else");
      }
    }
    for (Map.Entry<String, String> link : links.entrySet()) {
      TarArchiveEntry entry = new TarArchiveEntry(link.getKey(), TarConstants.LF_SYMLINK);
      entry.setLinkName(link.getValue());
      put(entry, 0120777);
      tar.closeArchiveEntry();
    }
    if (others.isEmpty()) {
      throw Wrong.archive("has no file in it");
    }
    tar.close();
    return bytes.buffer();
  }

  private void requireFoldersAbove(String path) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      if (others.contains(path.substring(0, slash))) {
        throw Wrong.entry(path, "is below something that is no folder");
      }
    }
  }

  int files() {
    return files;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
