package dev.cofferdam.application.runs.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.runs.ArchiveFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What {@link Archives} promise of any archive. */
public abstract class ArchivesContract {
  protected static final Archives.Limits LIMITS = new Archives.Limits(100, 1 << 20, 1 << 20);

  protected abstract Archives archives();

  /** A zip of text files: names and contents by turns. */
  public static byte[] zip(String... namesAndContents) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(namesAndContents[i + 1].getBytes(UTF_8));
        zip.closeEntry();
      }
    } catch (IOException neverInMemory) {
      throw new IllegalStateException(neverInMemory);
    }
    return bytes.toByteArray();
  }

  protected final void assertRefused(byte[] archive, String... words) {
    assertThatThrownBy(() -> archives().pack(archive, LIMITS))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.errors())
                  .extracting(Refusal.FieldError::field)
                  .containsExactly("body");
              assertThat(refusal.detail()).contains(words);
            });
  }

  @Test
  void packsAnew() {
    Archives.Packed packed = archives().pack(zip("a", "1", "b/c", "2"), LIMITS);
    assertThat(packed.format()).isEqualTo(ArchiveFormat.ZIP);
    assertThat(packed.files()).isEqualTo(2);
    assertThat(packed.tarGz().remaining()).isPositive();
    assertThat(packed.tarGz().isReadOnly()).isTrue();
  }

  @Test
  void packsTheSameToTheSame() {
    byte[] archive = zip("a", "1", "b/c", "2");
    assertThat(archives().pack(archive, LIMITS)).isEqualTo(archives().pack(archive, LIMITS));
  }

  @Test
  void refusesWhatIsNone() {
    byte[] noise = new byte[4_096];
    new Random(3).nextBytes(noise);
    assertRefused(new byte[0], "must be a zip");
    assertRefused("hello".getBytes(UTF_8), "must be a zip");
    assertRefused(noise, "must be a zip");
    byte[] whole = zip("a", "1");
    assertRefused(Arrays.copyOf(whole, whole.length - 30), "damaged");
  }

  @Test
  void refusesWhatLeadsOutByName() {
    assertRefused(zip("ok", "", "../../etc/passwd", "x"), "\"../../etc/passwd\"", "leads out");
    assertRefused(zip("/etc/passwd", "x"), "\"/etc/passwd\"", "absolute");
  }

  @Test
  void refusesMoreThanTheLimits() {
    String[] many = new String[2 * 101];
    for (int i = 0; i < many.length; i++) {
      many[i] = "f" + i / 2;
    }
    assertRefused(zip(many), "at most 100");
    assertRefused(zip("large", "0".repeat((1 << 20) + 1)), "1048576 bytes");
  }
}
