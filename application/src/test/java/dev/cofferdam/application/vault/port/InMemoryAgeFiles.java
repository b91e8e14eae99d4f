package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.vault.AgeIdentity;
import dev.cofferdam.domain.vault.AgeRecipient;
import dev.cofferdam.domain.vault.Bech32;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Files that look like those of age and keep no secret. An identity's bytes are its recipient's.
 */
public final class InMemoryAgeFiles implements AgeFiles {
  private static final String BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----\n";
  private static final String END = "-----END AGE ENCRYPTED FILE-----\n";

  private final SecureRandom random = new SecureRandom();

  @Override
  public AgeIdentity newIdentity() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return new AgeIdentity(
        new AgeRecipient(Bech32.encode("age", bytes)),
        Bech32.encode("age-secret-key-", bytes).toUpperCase(Locale.ROOT));
  }

  @Override
  public String encrypt(List<AgeRecipient> to, byte[] clear) {
    String content =
        String.join(",", to.stream().map(AgeRecipient::value).toList())
            + " "
            + Base64.getEncoder().encodeToString(clear)
            + " "
            + random.nextLong();
    byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
    return BEGIN + Base64.getEncoder().encodeToString(bytes) + "\n" + checked(bytes) + "\n" + END;
  }

  private static long checked(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return sum.getValue();
  }

  @Override
  public Optional<byte[]> decrypt(List<AgeIdentity> identities, byte[] file, int limit) {
    try {
      List<String> lines = new String(file, StandardCharsets.US_ASCII).lines().toList();
      byte[] content = Base64.getDecoder().decode(lines.get(1));
      if (!BEGIN.strip().equals(lines.get(0))
          || !END.strip().equals(lines.get(3))
          || checked(content) != Long.parseLong(lines.get(2))) {
        return Optional.empty();
      }
      String[] parts = new String(content, StandardCharsets.US_ASCII).split(" ", -1);
      List<String> to = Arrays.asList(parts[0].split(","));
      byte[] clear = Base64.getDecoder().decode(parts[1]);
      boolean mine = identities.stream().anyMatch(each -> to.contains(each.recipient().value()));
      return mine && clear.length <= limit ? Optional.of(clear) : Optional.empty();
    } catch (IllegalArgumentException | IndexOutOfBoundsException noFile) {
      return Optional.empty();
    }
  }
}
