package dev.cofferdam.adapters.archives.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.runs.port.Archives;
import dev.cofferdam.application.runs.port.ArchivesContract;
import dev.cofferdam.application.runs.port.TarWriter;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.runs.ArchiveFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompressArchivesTest extends ArchivesContract {
  private static final String LONG = "folder/".repeat(20) + "\u00fc-file";

  @Override
  protected Archives archives() {
    return new CompressArchives();
  }

  /** What is in what was packed: {@code MODE content} or {@code -> target}, by name, in order. */
  private Map<String, String> packed(byte[] archive) throws IOException {
    Archives.Packed packed = archives().pack(archive, LIMITS);
    byte[] bytes = new byte[packed.tarGz().remaining()];
    packed.tarGz().duplicate().get(bytes);
    Map<String, String> found = new LinkedHashMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GZIPInputStream(new ByteArrayInputStream(bytes)), UTF_8.name())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String content = new String(tar.readAllBytes(), UTF_8);
        String mode = Integer.toOctalString(entry.getMode());
        found.put(
            entry.getName(),
            entry.isSymbolicLink() ? "-> " + entry.getLinkName() : mode + " " + content);
        assertThat(entry.getLongUserId()).isZero();
      }
    }
    return found;
  }

  private static TarWriter mixed() {
    return new TarWriter()
        .folder("./src")
        .link("src/link", "../run.sh")
        .file("./src/a", "text")
        .program("run.sh", "#!");
  }

  @Test
  void keepsFilesFoldersProgramsAndLinksWhichComeLast() throws IOException {
    for (byte[] archive : new byte[][] {mixed().tar(), mixed().tarGz()}) {
      assertThat(packed(archive))
          .containsExactly(
              Map.entry("src/", "40755 "),
              Map.entry("src/a", "100644 text"),
              Map.entry("run.sh", "100755 #!"),
              Map.entry("src/link", "-> ../run.sh"));
    }
    assertThat(archives().pack(mixed().tar(), LIMITS).format()).isEqualTo(ArchiveFormat.TAR);
    assertThat(archives().pack(mixed().tarGz(), LIMITS).format()).isEqualTo(ArchiveFormat.TAR_GZ);
  }

  private static byte[] unixZip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      put(zip, "run.sh", 0100755, "#!");
      put(zip, "sub/link", 0120777, "../run.sh");
      put(zip, LONG, 0, "deep");
    }
    return bytes.toByteArray();
  }

  private static void put(ZipArchiveOutputStream zip, String name, int mode, String content)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    if (mode != 0) {
      entry.setUnixMode(mode);
    }
    zip.putArchiveEntry(entry);
    zip.write(content.getBytes(UTF_8));
    zip.closeArchiveEntry();
  }

  @Test
  void keepsWhatZipsOfUnixSay() throws IOException {
    assertThat(packed(unixZip()))
        .containsExactly(
            Map.entry("run.sh", "100755 #!"),
            Map.entry(LONG, "100644 deep"),
            Map.entry("sub/link", "-> ../run.sh"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "a/../../x", "/etc/passwd", "..", "a/..", "x\ny", "\u202etxt.exe"})
  void refusesNamesThatLeadOutOrCanNotBeShown(String name) {
    assertRefused(new TarWriter().file("ok", "").file(name, "x").tar(), "has the entry");
    assertRefused(zip("ok", "", name, "x"), "has the entry");
  }

  @ParameterizedTest
  @CsvSource({
    "l,/etc/passwd",
    "l,..",
    "l,../x",
    "a/l,../../x",
    "a/l,b/../../../x",
    "l,a/../b",
    "l,''",
    "l,/"
  })
  void refusesLinksThatLeadOut(String name, String target) throws IOException {
    assertRefused(new TarWriter().file("ok", "").link(name, target).tar(), "is a link that");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      put(zip, name, 0120777, target);
    }
    assertRefused(bytes.toByteArray(), "is a link that");
  }

  @ParameterizedTest
  @CsvSource({"l,a", "l,a/b", "a/b/l,../../x", "a/l,../x/y", "l,."})
  void takesLinksThatStayInside(String name, String target) throws IOException {
    assertThat(packed(new TarWriter().file("ok", "").link(name, target).tar()))
        .containsEntry(name, "-> " + target);
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '3', '4', '6', 'S'})
  void refusesHardLinksDevicesAndPipes(char type) {
    assertRefused(
        new TarWriter().file("ok", "").entry("odd", type, 0666, "ok", new byte[0]).tar(), "");
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    assertRefused(new TarWriter().file("a", "1").file("a", "2").tar(), "is there twice");
    assertRefused(new TarWriter().file("a", "1").file("./a", "2").tar(), "is there twice");
    assertRefused(new TarWriter().file("a", "1").file("a/b", "2").tar(), "no folder");
    assertRefused(new TarWriter().link("a", "b").file("a/passwd", "2").tar(), "no folder");
    assertRefused(new TarWriter().file("a", "1").folder("a").tar(), "a folder and something else");
    assertRefused(new TarWriter().folder("a").tar(), "no file in it");
    assertRefused(new TarWriter().tarGz(), "");
  }

  @Test
  void refusesBombsWithoutUnpackingThem() {
    byte[] zeros = new byte[200 << 20];
    long began = System.nanoTime();
    assertRefused(TarWriter.gzip(zeros), "");
    byte[] claims = new TarWriter().entry("zeros", '0', 0644, "", new byte[50 << 20]).tarGz();
    assertThat(claims.length).isLessThan(100_000);
    assertRefused(claims, "larger unpacked");
    assertRefused(TarWriter.gzip(claims), "must be a zip", "");
    byte[] header = new TarWriter().entry("x", 'x', 0644, "", new byte[100_000]).tarGz();
    assertRefused(header, "a header that is too large");
    assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
  }

  @Test
  void refusesWhatIsDamaged() {
    byte[] tar = mixed().tar();
    assertRefused(Arrays.copyOf(tar, 700), "damaged");
    byte[] changed = tar.clone();
    changed[512 * 2 + 5] ^= 1;
    assertRefused(changed, "damaged");
    byte[] gzip = mixed().tarGz();
    assertRefused(Arrays.copyOf(gzip, gzip.length - 12), "damaged");
  }

  @Test
  void answersAnythingWithAnArchiveOrARefusal() throws IOException {
    Random chance = new Random(11);
    byte[][] whole = {mixed().tar(), mixed().tarGz(), unixZip(), zip("a", "1", "b/c", "2")};
    int taken = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] archive = whole[i % whole.length].clone();
      for (int flips = chance.nextInt(4); flips >= 0; flips--) {
        archive[chance.nextInt(archive.length)] = (byte) chance.nextInt(256);
      }
      if (chance.nextInt(4) == 0) {
        archive = Arrays.copyOf(archive, chance.nextInt(archive.length));
      }
      taken += packs(archive) ? 1 : 0;
    }
    assertThat(taken).isBetween(1, 3_999);
  }

  private boolean packs(byte[] archive) {
    try {
      archives().pack(archive, LIMITS);
      return true;
    } catch (Refusal refused) {
      assertThat(refused.errors()).hasSize(1);
      return false;
    }
  }

  @Test
  void refusesWhatIsTooLargePackedAnew() {
    byte[] noise = new byte[100_000];
    new Random(5).nextBytes(noise);
    byte[] archive = new TarWriter().entry("noise", '0', 0644, "", noise).tar();
    assertThatThrownBy(() -> archives().pack(archive, new Archives.Limits(10, 1 << 20, 50_000)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("packed anew");
  }
}
