package dev.cofferdam.domain.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recipients and identities of age, and the Bech32 that they are written in. */
final class AgeRecipientTest {
  /** The one of the page of age (age-encryption.org/v1). */
  private static final String KNOWN =
      "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

  @Test
  void readsTheKnownOne() {
    assertThat(new AgeRecipient(KNOWN).toString()).isEqualTo(KNOWN);
  }

  @Property
  void readsWhatItWrites(@ForAll @Size(32) byte[] bytes) {
    assertThat(Bech32.decode("age", Bech32.encode("age", bytes))).contains(bytes);
    String upper = Bech32.encode("age-secret-key-", bytes).toUpperCase(Locale.ROOT);
    assertThat(Bech32.decode("age-secret-key-", upper)).contains(bytes);
  }

  /** BIP 173: any change of up to four characters is found. */
  @Property
  void findsEveryTypo(
      @ForAll @Size(32) byte[] bytes,
      @ForAll @IntRange(min = 4, max = 61) int at,
      @ForAll @IntRange(max = 31) int digit) {
    String text = Bech32.encode("age", bytes);
    char other = "qpzry9x8gf2tvdw0s3jn54khce6mua7l".charAt(digit);
    if (text.charAt(at) != other) {
      String typo = text.substring(0, at) + other + text.substring(at + 1);
      assertThat(Bech32.decode("age", typo)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "age1",
        "AGE1QL3Z7HJY54PW3HYWW5AYYFG7ZQGVC7W3J2ELW8ZMRJ2KG5SFN9AQMCAC8P",
        "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8q",
        " age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
        "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p\n",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> new AgeRecipient(text))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.errors().get(0).field()).isEqualTo("recipient"));
  }

  /** To such a point everybody has the key. */
  @Test
  void refusesPointsOfLowOrder() {
    byte[] zero = new byte[32];
    byte[] one = new byte[32];
    one[0] = 1;
    byte[] prime = new byte[32];
    java.util.Arrays.fill(prime, (byte) 0xff);
    prime[0] = (byte) 0xed;
    prime[31] = 0x7f;
    byte[] high = zero.clone();
    high[31] = (byte) 0x80;
    for (byte[] point : new byte[][] {zero, one, prime, high}) {
      assertThatThrownBy(() -> new AgeRecipient(Bech32.encode("age", point)))
          .hasMessageContaining("low order");
    }
  }

  @Property
  void printsNoIdentity(@ForAll @Size(32) byte[] bytes) {
    String secret = Bech32.encode("age-secret-key-", bytes).toUpperCase(Locale.ROOT);
    AgeIdentity identity = new AgeIdentity(new AgeRecipient(KNOWN), secret);
    assertThat(identity.toString()).contains(KNOWN, "[REDACTED]").doesNotContain(secret);
    assertThat(identity.reveal()).isEqualTo(secret);
  }

  @Test
  void refusesIdentitiesThatAreNone() {
    AgeRecipient known = new AgeRecipient(KNOWN);
    assertThatThrownBy(() -> new AgeIdentity(known, KNOWN)).isInstanceOf(Refusal.class);
  }
}
