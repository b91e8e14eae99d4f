package dev.cofferdam.adapters.age.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.needs.NeedsTool;
import dev.cofferdam.application.needs.Tool;
import dev.cofferdam.application.vault.port.AgeFiles;
import dev.cofferdam.application.vault.port.AgeFilesContract;
import dev.cofferdam.domain.vault.AgeIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Also with the program {@code age}, in both directions. */
final class JaggedAgeFilesTest extends AgeFilesContract {
  private static final String STANZA = "-> X25519 " + "A".repeat(43) + "\n" + "B".repeat(43) + "\n";

  @TempDir private Path folder;

  @Override
  protected AgeFiles files() {
    return new JaggedAgeFiles();
  }

  @Test
  @NeedsTool(Tool.AGE)
  void theProgramReadsWhatWeWrite() throws Exception {
    AgeIdentity identity = files().newIdentity();
    byte[] clear = new byte[200_001];
    Files.writeString(folder.resolve("key"), "# ours\n" + identity.reveal() + "\n");
    Files.writeString(
        folder.resolve("file"),
        files().encrypt(List.of(files().newIdentity().recipient(), identity.recipient()), clear));
    age("--decrypt", "-i", "key", "-o", "clear", "file");
    assertThat(Files.readAllBytes(folder.resolve("clear"))).isEqualTo(clear);
  }

  @Test
  @NeedsTool(Tool.AGE)
  void weReadWhatTheProgramWrites() throws Exception {
    AgeIdentity identity = files().newIdentity();
    byte[] clear = bytes("A=\"\u00fc \uD83D\uDE80\"\n".repeat(9_000));
    Files.write(folder.resolve("clear"), clear);
    String to = identity.recipient().value();
    age("-r", to, "-o", "binary", "clear");
    age("-a", "-r", to, "-r", files().newIdentity().recipient().value(), "-o", "armored", "clear");
    for (String file : List.of("binary", "armored")) {
      assertThat(
              files().decrypt(List.of(identity), Files.readAllBytes(folder.resolve(file)), 1 << 20))
          .as(file)
          .contains(clear);
    }
  }

  @Test
  void aFileWithTenThousandStanzasCostsNothing() {
    String header = "age-encryption.org/v1\n" + STANZA.repeat(10_000) + "--- " + "C".repeat(43);
    List<AgeIdentity> many = new ArrayList<>(Collections.nCopies(100, files().newIdentity()));
    Instant began = Instant.now();
    byte[] binary = bytes(header + "\n");
    String armored =
        "-----BEGIN AGE ENCRYPTED FILE-----\n"
            + Base64.getMimeEncoder(64, bytes("\n")).encodeToString(binary)
            + "\n-----END AGE ENCRYPTED FILE-----\n";
    for (byte[] file : List.of(binary, bytes(armored))) {
      assertThat(files().decrypt(many, file, 1 << 20)).isEmpty();
    }
    // A million curve operations would take a minute.
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aFileForAPassphraseIsForNobody() {
    String file =
        "age-encryption.org/v1\n-> scrypt "
            + "A".repeat(22)
            + " 22\n"
            + "B".repeat(43)
            + "\n--- "
            + "C".repeat(43)
            + "\n"
            + "x".repeat(50);
    assertThat(files().decrypt(List.of(files().newIdentity()), bytes(file), 1 << 20)).isEmpty();
  }

  private void age(String... arguments) throws IOException, InterruptedException {
    Process age =
        new ProcessBuilder(Tool.AGE.command(arguments))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(age.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(age.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(age.exitValue()).as(said).isZero();
  }
}
