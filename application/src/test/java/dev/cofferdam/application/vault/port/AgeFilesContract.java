package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.vault.AgeIdentity;
import dev.cofferdam.domain.vault.AgeRecipient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What {@link AgeFiles} promise. */
public abstract class AgeFilesContract {
  private static final int LIMIT = 1 << 20;

  protected abstract AgeFiles files();

  @Test
  void makesIdentitiesThatAreAlwaysNew() {
    List<AgeIdentity> made =
        IntStream.range(0, 20).mapToObj(i -> files().newIdentity()).distinct().toList();
    assertThat(made).hasSize(20);
    assertThat(made.get(0).toString()).doesNotContain(made.get(0).reveal());
  }

  @Property(tries = 50)
  void readsWhatItWrote(@ForAll byte[] clear) {
    AgeIdentity identity = files().newIdentity();
    String file = files().encrypt(List.of(identity.recipient()), clear);
    assertThat(file)
        .startsWith("-----BEGIN AGE ENCRYPTED FILE-----\n")
        .endsWith("-----END AGE ENCRYPTED FILE-----\n");
    assertThat(files().decrypt(List.of(identity), bytes(file), LIMIT)).contains(clear);
  }

  @Test
  void readsWithAnyIdentityOfManyAndForAnyOfManyRecipients() {
    List<AgeIdentity> all = IntStream.range(0, 20).mapToObj(i -> files().newIdentity()).toList();
    List<AgeRecipient> to = all.subList(5, 10).stream().map(AgeIdentity::recipient).toList();
    byte[] file = bytes(files().encrypt(to, bytes("hello")));
    for (int i = 0; i < all.size(); i++) {
      assertThat(files().decrypt(List.of(all.get(i)), file, LIMIT).isPresent())
          .isEqualTo(i >= 5 && i < 10);
    }
    assertThat(files().decrypt(all, file, LIMIT)).contains(bytes("hello"));
    assertThat(files().decrypt(List.of(), file, LIMIT)).isEmpty();
  }

  @Test
  void readsNoMoreThanItMay() {
    AgeIdentity identity = files().newIdentity();
    byte[] clear = new byte[70_000];
    byte[] file = bytes(files().encrypt(List.of(identity.recipient()), clear));
    assertThat(files().decrypt(List.of(identity), file, clear.length)).contains(clear);
    assertThat(files().decrypt(List.of(identity), file, clear.length - 1)).isEmpty();
  }

  @Property(tries = 100)
  void readsNothingThatWasChanged(
      @ForAll @Size(max = 60) byte[] clear,
      @ForAll @IntRange(max = 1_000_000) int where,
      @ForAll @IntRange(max = 61) int digit) {
    AgeIdentity identity = files().newIdentity();
    String file = files().encrypt(List.of(identity.recipient()), clear);
    int first = file.indexOf('\n') + 1;
    int at = first + where % (file.indexOf("\n-----END") - first);
    char other = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".charAt(digit);
    if (file.charAt(at) != other && file.charAt(at) != '=' && file.charAt(at) != '\n') {
      String changed = file.substring(0, at) + other + file.substring(at + 1);
      assertThat(files().decrypt(List.of(identity), bytes(changed), LIMIT))
          .satisfiesAnyOf(
              none -> assertThat(none).isEmpty(),
              // The last digit before a = has bits that mean nothing.
              same -> assertThat(same).contains(clear));
    }
  }

  @Property(tries = 100)
  void readsNoRubbish(@ForAll byte[] rubbish) {
    assertThat(files().decrypt(List.of(files().newIdentity()), rubbish, LIMIT)).isEmpty();
  }

  @Test
  void readsNothingThatWasCut() {
    AgeIdentity identity = files().newIdentity();
    byte[] file = bytes(files().encrypt(List.of(identity.recipient()), bytes("hello")));
    for (int length = 0; length < file.length - 1; length++) {
      assertThat(files().decrypt(List.of(identity), Arrays.copyOf(file, length), LIMIT))
          .as("the first " + length)
          .isEmpty();
    }
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
